# No check-in goes out while held; the morning after the hand-back there is one again.
@ Mia is a client, asked at 09:00
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
Ana presses page.take_over
    Handrail: Ana has seen your message.
    thread: Ana has it.
    Handrail: Ana is here and writes to you now.
    thread: Ana has taken over. Replies in this thread reach the client*
    card: Mia. Ana has taken over*
Ana presses page.contacted
    card: Mia. Ana has reached the client.
Ana watches for 24h: sister is with her
    thread: Ana notes: sister is with her
    card: Mia. Ana is watching until 09:00.
+ 23h30m
= Mia is held, escalation monitoring
Ana presses page.resolve
    form for Ana: outcome
    card: Mia. Resolved by Ana. Automation is still off*
Ana presses page.hand_back
    Handrail: Ana has switched me back on.*
    card: Mia. Closed. Handed back by Ana.
+ 22h
+ 2h
    Handrail: Hello Mia.*How is your energy?* [1] [2] [3] [4] [5] [Skip]
