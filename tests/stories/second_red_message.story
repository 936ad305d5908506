# More red words never slow a running ladder, and page the holder at once when somebody has it.
@ Mia is a client
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
+ 90s
Mia: I took all my pills
    thread: "I took all my pills"
= Mia is escalation open, 1 pages
+ 30s
    page: Ben by slack: URGENT: Mia needs a person now*
Ben presses page.acknowledge
    Handrail: Ben has seen your message.
    thread: Ben has it.
    card: Mia. Acknowledged by Ben.*
+ 10m
Mia: I want to kill myself
    page: Ben by slack: URGENT: more urgent words from Mia*
    thread: "I want to kill myself"
+ 10m
+ 5m
    page: Ana by slack: URGENT: Mia was acknowledged, but nobody has reached them in time.
    Handrail: As far as I know, nobody has reached you yet*I am calling again*112, 110.
    card: Mia. NOT ACKNOWLEDGED*
= Mia is escalation open, holder nobody
