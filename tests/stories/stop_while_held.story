# Who leaves while held is still looked after, and stays away afterwards.
@ Mia is a client
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
Mia: /stop
    Handrail: Noted: you have left the check-ins.*
    thread: "/stop"
= Mia is left, held, escalation open
Ana presses page.acknowledge
    Handrail: Ana has seen your message.
    thread: Ana has it.
    card: Mia. Acknowledged by Ana.*
Mia: hello?
    Handrail: I have passed this on to Ana.
    thread: @Ana "hello?"
Ana presses page.resolve
    form for Ana: outcome
    card: Mia. Resolved by Ana. Automation is still off*
Ana presses page.hand_back
    Handrail: Ana has closed this. I stay off.
    card: Mia. Closed. Handed back by Ana.
= Mia is left, free
+ 2d
