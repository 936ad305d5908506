# Words instead of buttons; an unclear answer is asked about once, never twice.
@ Mia is a client
Mia: /checkin
    Handrail: Five short questions*How is your energy?* [1] [2] [3] [4] [5] [Skip]
Mia: purple
    Handrail: I am not sure how to read that. From 1 (empty)* [1] [2] [3] [4] [5] [Skip]
Mia: like a sunset
    Handrail: How much stress?* [1] [2] [3] [4] [5] [Skip]
Mia: 2 out of 5
    Handrail: How did you sleep?* [1] [2] [3] [4] [5] [Skip]
Mia: slept like a log
    Handrail: One win since last time, however small? [Skip]
Mia: called my mother
    Handrail: And one obstacle that is in the way? [Skip]
Mia: the rain
    Handrail: Noted: Stress 2, Sleep 5. On the win side: "called my mother". In the way: "the rain". Ana sees it.
= Mia is checked in - 2 5, complete, obstacle the rain
