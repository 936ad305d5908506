# Acknowledged, and then nobody reaches her: the ladder starts again and the client is told the truth.
@ Mia is a client
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
Ana presses page.acknowledge
    Handrail: Ana has seen your message.
    thread: Ana has it.
    card: Mia. Acknowledged by Ana.*
+ 14m
+ 1m
    page: Ana by slack: URGENT: Mia was acknowledged, but nobody has reached them in time.
    Handrail: As far as I know, nobody has reached you yet*I am calling again*112, 110.
    card: Mia. NOT ACKNOWLEDGED*
= Mia is escalation open, holder nobody
+ 2m
    page: Ben by slack: URGENT: Mia needs a person now*
Ben presses page.contacted
    Handrail: Ben has seen your message.
    thread: Ben has it.
    card: Mia. Ben has reached the client.
= Mia is escalation contacted, holder Ben
+ 3h
+ 2h
    page: Ben by slack: Reminder: Mia was reached, and the matter is still open. Resolve it or monitor.
    page: Ana by slack: Reminder: Mia was reached, and the matter is still open. Resolve it or monitor.
    page: Ben by slack: Reminder: Mia was reached, and the matter is still open. Resolve it or monitor.
    page: Ana, Ben, Chloe by slack: Reminder: Mia was reached, and the matter is still open. Resolve it or monitor.
    page: Ana by slack: Reminder: Mia was reached, and the matter is still open. Resolve it or monitor.
    page: Ben by slack: Reminder: Mia was reached, and the matter is still open. Resolve it or monitor.
    page: Ana, Ben, Chloe by slack: Reminder: Mia was reached, and the matter is still open. Resolve it or monitor.
    page: Ana by slack: Reminder: Mia was reached, and the matter is still open. Resolve it or monitor.
    page: Ben by slack: Reminder: Mia was reached, and the matter is still open. Resolve it or monitor.
    page: Ana, Ben, Chloe by slack: Reminder: Mia was reached, and the matter is still open. Resolve it or monitor.
    page: Ana by slack: Reminder: Mia was reached, and the matter is still open. Resolve it or monitor.
    page: Ben by slack: Reminder: Mia was reached, and the matter is still open. Resolve it or monitor.
    page: Ana, Ben, Chloe by slack: Reminder: Mia was reached, and the matter is still open. Resolve it or monitor.
Ben presses page.resolve
    form for Ben: outcome
    card: Mia. Resolved by Ben. Automation is still off*
+ 5h
    page: Ben by slack: Reminder: Mia is resolved but not handed back; automation is still off.
    page: Ana by slack: Reminder: Mia is resolved but not handed back; automation is still off.
    page: Ben by slack: Reminder: Mia is resolved but not handed back; automation is still off.
    page: Ana, Ben, Chloe by slack: Reminder: Mia is resolved but not handed back; automation is still off.
    page: Ana by slack: Reminder: Mia is resolved but not handed back; automation is still off.
    page: Ben by slack: Reminder: Mia is resolved but not handed back; automation is still off.
    page: Ana, Ben, Chloe by slack: Reminder: Mia is resolved but not handed back; automation is still off.
    page: Ana by slack: Reminder: Mia is resolved but not handed back; automation is still off.
    page: Ben by slack: Reminder: Mia is resolved but not handed back; automation is still off.
    page: Ana, Ben, Chloe by slack: Reminder: Mia is resolved but not handed back; automation is still off.
    page: Ana by slack: Reminder: Mia is resolved but not handed back; automation is still off.
    page: Ben by slack: Reminder: Mia is resolved but not handed back; automation is still off.
    page: Ana, Ben, Chloe by slack: Reminder: Mia is resolved but not handed back; automation is still off.
Ana presses page.hand_back
    Handrail: Ana has switched me back on.*
    card: Mia. Closed. Handed back by Ana.
