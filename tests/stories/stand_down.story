# Whoever was called outside Slack hears that somebody else has it.
@ steps oncall 2m telegram; coach:Ben 2m apprise
@ Mia is a client
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    page: Ana by telegram: URGENT: Mia needs a person now*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
+ 2m
    page: Ben by apprise: URGENT: Mia needs a person now*
Chloe presses page.acknowledge
    page: Ana by telegram: Chloe has it now (Mia). Nothing more to do for you.
    page: Ben by apprise: Chloe has it now (Mia). Nothing more to do for you.
    Handrail: Chloe has seen your message.
    thread: Chloe has it.
    card: Mia. Acknowledged by Chloe.*
