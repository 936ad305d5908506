# A check-in, a red message and a hand-back inside one minute: the question of the day is not asked twice.
@ Mia is a client, asked at 10:01
+ 1m
    Handrail: Hello Mia.*How is your energy?* [1] [2] [3] [4] [5] [Skip]
Mia: I don't want to be here anymore
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
Ana presses page.resolve
    form for Ana: outcome
    Handrail: Ana has seen your message.
    thread: Ana has it.
    card: Mia. Resolved by Ana. Automation is still off*
Ana presses page.hand_back
    Handrail: Ana has switched me back on.*
    card: Mia. Closed. Handed back by Ana.
+ 1h
= Mia is active, free, asked next at 2026-03-03 09:01
