# Who leaves is asked nothing any more, and can come back with a new invite.
@ Mia is a client, asked at 18:00
Mia: /stop
    Handrail: I have stopped*
    notice: @Ana Mia has stopped the check-ins.
= Mia is left, free
+ 2d
Mia: hello
    Handrail: You have stopped your check-ins.*
Mia: /checkin
    Handrail: You have stopped your check-ins.*
Mia: /export
    Handrail: (handrail-export.json) Everything on record about you.
invite Mia
Mia: /start {code}
    Handrail: Hello Mia. I am the automated assistant of Harbour Coaching; a program, not a person.* [I agree] [No, thanks]
Mia: I agree
    Handrail: Thank you. Which language shall we use? [English] [Deutsch] [Español] [Français] [Italiano] [Português]
= Mia is onboarding
