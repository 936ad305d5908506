# All five answers in one message, without being asked; a later edit of it corrects them.
@ Mia is a client
Mia: energy 4, stress 2, sleep 3, win: finished the report, obstacle: too many meetings
    Handrail: Noted: Energy 4, Stress 2, Sleep 3. On the win side: "finished the report". In the way: "too many meetings". Ana sees it.
= Mia is checked in 4 2 3, complete, win finished the report, obstacle too many meetings
Mia edits 1: energy 4, stress 3, sleep 3, win: finished the report, obstacle: too many meetings
    Handrail: I saw your edit and changed the answer.
= Mia is checked in 4 3 3, complete, 1 check-ins
