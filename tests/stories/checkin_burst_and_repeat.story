# /checkin in the middle of one does not start another.
@ Mia is a client
Mia: /checkin
    Handrail: Five short questions*How is your energy?* [1] [2] [3] [4] [5] [Skip]
Mia: 5
    Handrail: How much stress?* [1] [2] [3] [4] [5] [Skip]
Mia: /checkin
    Handrail: We are in the middle of one. Here is where we were: How much stress?* [1] [2] [3] [4] [5] [Skip]
Mia: checkin
    Handrail: We are in the middle of one. Here is where we were: How much stress?* [1] [2] [3] [4] [5] [Skip]
Mia: /pause
    Handrail: Paused. I will not ask until you write /resume.
= Mia is paused, in no check-in, checked in 5 - -, incomplete
Mia: /checkin
    Handrail: You are paused. /resume first, then /checkin.
Mia: /resume
    Handrail: Welcome back. I ask you every day at 18:00 (Europe/Berlin); next: Tue 18:00.
= Mia is active
