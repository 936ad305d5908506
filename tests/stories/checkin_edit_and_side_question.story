# A question of the client's own in the middle is passed on, and the check-in stays where it was. Edits count.
@ Mia is a client
Mia: /checkin
    Handrail: Five short questions*How is your energy?* [1] [2] [3] [4] [5] [Skip]
Mia: 2
    Handrail: How much stress?* [1] [2] [3] [4] [5] [Skip]
Mia: what should I eat before a race?
    Handrail: That is one for Ana; I have passed it on*by 10:00 tomorrow.*How much stress?* [1] [2] [3] [4] [5] [Skip]
    review: @Ana Mia: "what should I eat before a race?"
Mia edits 2: 4
    Handrail: I saw your edit and changed the answer.
Mia: 2
    Handrail: How did you sleep?* [1] [2] [3] [4] [5] [Skip]
Mia: 4
    Handrail: One win since last time, however small? [Skip]
Mia: a nap
    Handrail: And one obstacle that is in the way? [Skip]
Mia: nothing
    Handrail: Noted: Energy 4, Stress 2, Sleep 4. On the win side: "a nap". In the way: "nothing". Ana sees it.
= Mia is checked in 4 2 4, complete, win a nap
Mia edits 6: a long nap
    Handrail: I saw your edit and changed the answer.
= Mia is win a long nap
