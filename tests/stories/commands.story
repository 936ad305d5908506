# Every command, typed or said.
@ Mia is a client, asked at 18:00
Mia: /help
    Handrail: What I understand, in commands or plain words:*
Mia: /progress
    Handrail: There is no check-in yet. /checkin starts the first.
Mia: /when
    Handrail: I ask you every day at 18:00 (Europe/Berlin); next: Mon 18:00. Write a new hour, new days, or a city, or share your location.
Mia: at 7:15
    Handrail: Changed: every day at 07:15 (Europe/Berlin); next: Tue 07:15.
Mia: /when Mon, Thu
    Handrail: Changed: Mon, Thu at 07:15 (Europe/Berlin); next: Thu 07:15.
Mia: /human
    Handrail: I have asked Ana to write to you*
    review: @Ana Mia: "/human"
Mia: can I talk to a person
    Handrail: I have asked Ana to write to you*
    review: @Ana Mia: "/human"
Mia: /policy
    Handrail: You agreed to version*
Mia: [Decline: drafts of messages]
    Handrail: Noted: no use for drafts of messages. Your coach stays.
Mia: /export
    Handrail: (handrail-export.json) Everything on record about you.
Mia: /pause
    Handrail: Paused. I will not ask until you write /resume.
Mia: /pause
    Handrail: I am not asking you at the moment, so there is nothing to pause.
Mia: /resume
    Handrail: Welcome back. I ask you Mon, Thu at 07:15 (Europe/Berlin); next: Thu 07:15.
Mia: /resume
    Handrail: You are not paused. I ask you Mon, Thu at 07:15 (Europe/Berlin); next: Thu 07:15.
Mia: hello there
    Handrail: Thank you. I keep this for Ana. /checkin starts a check-in.
Mia: /start
    Handrail: What I understand, in commands or plain words:*
Mia: /nonsense
    Handrail: Thank you. I keep this for Ana. /checkin starts a check-in.
