# Asked at the hour, reminded once, closed without reproach; the next day is another day.
@ Mia is a client, asked at 09:00
+ 22h
+ 1h
    Handrail: Hello Mia.*How is your energy?* [1] [2] [3] [4] [5] [Skip]
Mia: 4
    Handrail: How much stress?* [1] [2] [3] [4] [5] [Skip]
+ 2h
+ 10h
    Handrail: I have closed the open check-in. What you had told me is kept.
= Mia is checked in 4 - -, incomplete
+ 12h
    Handrail: Hello Mia.*How is your energy?* [1] [2] [3] [4] [5] [Skip]
+ 3h
    Handrail: A gentle reminder*How is your energy?* [1] [2] [3] [4] [5] [Skip]
+ 11h
    Handrail: I have closed the open check-in; nothing is missing, we try again next time.
