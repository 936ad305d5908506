# Every question may be skipped, by button or by word; what is skipped stays empty.
@ Mia is a client
Mia: /checkin
    Handrail: Five short questions*How is your energy?* [1] [2] [3] [4] [5] [Skip]
Mia: [Skip]
    rewritten: Energy: -
    Handrail: How much stress?* [1] [2] [3] [4] [5] [Skip]
Mia: skip
    Handrail: How did you sleep?* [1] [2] [3] [4] [5] [Skip]
Mia: 3
    Handrail: One win since last time, however small? [Skip]
Mia: skip
    Handrail: And one obstacle that is in the way? [Skip]
Mia: [Skip]
    rewritten: Obstacle: -
    Handrail: Noted: Sleep 3.
= Mia is checked in - - 3, complete, win None
Mia: skip
    Handrail: There is no open question to skip.
