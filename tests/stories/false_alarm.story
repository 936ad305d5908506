# A false alarm is labelled and still handed back by a person.
@ Mia is a client
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
Ben presses page.false_alarm
    form for Ben: outcome
    Handrail: Ben has seen your message.
    thread: Ben has it.
    card: Mia. Resolved by Ben. Automation is still off*
Ben gives the outcome other: it was a film title
    thread: Ben: outcome: other - it was a film title
= Mia is held, escalation resolved, label false_alarm
+ 4h
    page: Ben by slack: Reminder: Mia is resolved but not handed back; automation is still off.
Ben presses page.hand_back
    Handrail: Ben has switched me back on.*
    card: Mia. Closed. Handed back by Ben.
= Mia is free
