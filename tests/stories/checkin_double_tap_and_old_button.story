# A second tap on the same button changes nothing; another button of an answered question corrects it.
@ Mia is a client
Mia: /checkin
    Handrail: Five short questions*How is your energy?* [1] [2] [3] [4] [5] [Skip]
Mia: [4]
    rewritten: Energy: 4
    Handrail: How much stress?* [1] [2] [3] [4] [5] [Skip]
Mia: [4] of "energy" gone
    toast: Already noted.
Mia: [2] of "energy" gone
    toast: Changed.
    rewritten: Energy: 2
Mia: [2] of "stress"
    rewritten: Stress: 2
    Handrail: How did you sleep?* [1] [2] [3] [4] [5] [Skip]
Mia: [3] of "sleep"
    rewritten: Sleep: 3
    Handrail: One win since last time, however small? [Skip]
Mia: skip
    Handrail: And one obstacle that is in the way? [Skip]
Mia: skip
    Handrail: Noted: Energy 2, Stress 2, Sleep 3.
= Mia is checked in 2 2 3, complete
Mia: [5] of "energy" gone
    toast: That question is over.
= Mia is checked in 2 2 3
+ 1d
Mia: [5] of "sleep" gone
    toast: That question is over.
