# An answer given late at night stays, and nobody is woken by the expiry of the check-in.
@ Mia is a client, asked at 12:00
+ 3h
    Handrail: Hello Mia.*How is your energy?* [1] [2] [3] [4] [5] [Skip]
Mia: [3]
    rewritten: Energy: 3
    Handrail: How much stress?* [1] [2] [3] [4] [5] [Skip]
+ 12h
= Mia is in no check-in, checked in 3 - -, incomplete
