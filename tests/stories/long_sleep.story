# The machine slept over a check-in and a ladder: one step at a time, and yesterday's question is not asked.
@ Mia is a client, asked at 18:00
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
sleep 9h
    Handrail: I want to be honest with you: nobody at Harbour Coaching*I keep calling.*112, 110.
    page: Ben by slack: URGENT: Mia needs a person now*
+ 2m
    page: Ana, Ben, Chloe by slack: URGENT: Mia needs a person now*
Ana presses page.acknowledge
    Handrail: Ana has seen your message.
    thread: Ana has it.
    card: Mia. Acknowledged by Ana.*
Ana presses page.resolve
    form for Ana: outcome
    card: Mia. Resolved by Ana. Automation is still off*
Ana presses page.hand_back
    Handrail: Ana has switched me back on.*
    card: Mia. Closed. Handed back by Ana.
sleep 30h
