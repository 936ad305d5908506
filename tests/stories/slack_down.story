# Slack is down: the coach's own Telegram at once, then the next rung; the card arrives when Slack is back.
@ Mia is a client
slack is down
Mia: I want to kill myself
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by telegram: URGENT: Mia needs a person now*
= Mia is escalation open, 1 pages, 0 cards
+ 2m
    page: Ben by apprise: URGENT: Mia needs a person now*
Mia: are you there
    Handrail: I have put your words before the people I am calling.*112, 110.
+ 1m
slack is back
+ 20s
    card: Mia. NOT ACKNOWLEDGED*
    thread: "are you there"
Ana presses page.acknowledge
    page: Ben by apprise: Ana has it now (Mia). Nothing more to do for you.
    Handrail: Ana has seen your message.
    thread: Ana has it.
    card: Mia. Acknowledged by Ana.*
= Mia is 1 cards
