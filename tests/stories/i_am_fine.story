# Nothing that the client writes closes anything.
@ Mia is a client
Mia: I don't want to be here anymore
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
Mia: never mind, I'm fine, forget it
    Handrail: I have put your words before the people I am calling.*112, 110.
    thread: "never mind, I'm fine, forget it"
Mia: I am serious, it was a joke
    thread: "I am serious, it was a joke"
Mia edits 1: I don't want to be at work anymore
    thread: "(edited) I don't want to be at work anymore"
Mia: /stop
    Handrail: Noted: you have left the check-ins.*
    thread: "/stop"
= Mia is left, held, escalation open
+ 2m
    page: Ben by slack: URGENT: Mia needs a person now*
