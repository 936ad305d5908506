# High stress: two quiet minutes are offered, one line every twenty seconds.
@ Mia is a client
Mia: energy 3, stress 5, sleep 3, win: tidied up, obstacle: work
    Handrail: Noted: Energy 3, Stress 5, Sleep 3. On the win side: "tidied up". In the way: "work". Ana sees it. Stress is high today. Would two quiet minutes help? I can guide you. [Yes, guide me] [Not now]
Mia: [Yes, guide me]
    Handrail: Two minutes. Sit or stand as you are. Let your shoulders drop and feel both feet on the floor. [Stop]
+ 45s
    Handrail: Breathe in through the nose while you count to four. Breathe out while you count to six. Again.
    Handrail: Look around and name, quietly, five things that you can see.
+ 2m
    Handrail: Now four things that you can feel: the chair, your sleeve, the air.
    Handrail: Three things that you can hear, near or far. Keep breathing out longer than in.
    Handrail: That was two minutes. Notice how you are now, and go on at your own speed.
Mia: energy 3, stress 5, sleep 3, win: tidied up, obstacle: work
    Handrail: Noted: Energy 3, Stress 5, Sleep 3. On the win side: "tidied up". In the way: "work". Ana sees it. Stress is high today. Would two quiet minutes help? I can guide you. [Yes, guide me] [Not now]
Mia: [Yes, guide me]
    Handrail: Two minutes. Sit or stand as you are. Let your shoulders drop and feel both feet on the floor. [Stop]
+ 25s
    Handrail: Breathe in through the nose while you count to four. Breathe out while you count to six. Again.
Mia: [Stop]
    Handrail: We stop here. That is all right.
+ 2m
Mia: energy 3, stress 4, sleep 3, win: tidied up, obstacle: work
    Handrail: Noted: Energy 3, Stress 4, Sleep 3. On the win side: "tidied up". In the way: "work". Ana sees it. Stress is high today. Would two quiet minutes help? I can guide you. [Yes, guide me] [Not now]
Mia: [Not now]
+ 2m
