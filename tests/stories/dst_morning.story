# The clocks go forward in the night: the check-in stays at its hour, and there is exactly one a day.
@ start 2026-03-27 12:00
@ Mia is a client, asked at 07:30
+ 1d
    Handrail: Hello Mia.*How is your energy?* [1] [2] [3] [4] [5] [Skip]
    Handrail: A gentle reminder*How is your energy?* [1] [2] [3] [4] [5] [Skip]
= Mia is asked next at 2026-03-29 05:30
+ 24h
    Handrail: I have closed the open check-in; nothing is missing, we try again next time.
    Handrail: Hello Mia.*How is your energy?* [1] [2] [3] [4] [5] [Skip]
    Handrail: A gentle reminder*How is your energy?* [1] [2] [3] [4] [5] [Skip]
= Mia is asked next at 2026-03-30 05:30
+ 24h
    Handrail: I have closed the open check-in; nothing is missing, we try again next time.
    Handrail: Hello Mia.*How is your energy?* [1] [2] [3] [4] [5] [Skip]
    Handrail: A gentle reminder*How is your energy?* [1] [2] [3] [4] [5] [Skip]
