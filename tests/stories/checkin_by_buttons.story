# Five questions by buttons; each shows its answer afterwards.
@ Mia is a client
Mia: /checkin
    Handrail: Five short questions*How is your energy?* [1] [2] [3] [4] [5] [Skip]
Mia: [4]
    rewritten: Energy: 4
    Handrail: How much stress?* [1] [2] [3] [4] [5] [Skip]
Mia: [2]
    rewritten: Stress: 2
    Handrail: How did you sleep?* [1] [2] [3] [4] [5] [Skip]
Mia: [4]
    rewritten: Sleep: 4
    Handrail: One win since last time, however small? [Skip]
Mia: ran 8k before work
    Handrail: And one obstacle that is in the way? [Skip]
Mia: [Skip]
    rewritten: Obstacle: -
    Handrail: Noted: Energy 4, Stress 2, Sleep 4. On the win side: "ran 8k before work".
= Mia is in no check-in, checked in 4 2 4, complete, win ran 8k before work, obstacle None
