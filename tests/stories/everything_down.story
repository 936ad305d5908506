# No way works: no rung is waited for, and it is tried again; what comes back first is used.
@ Mia is a client
slack is down
telegram is down
apprise is down
Mia: I want to kill myself
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
= Mia is escalation open, 0 pages
+ 5m
    Handrail: I want to be honest with you: nobody at Harbour Coaching*I keep calling.*112, 110.
apprise is back
+ 10m
    page: Ana by apprise: URGENT: Mia needs a person now*
slack is back
+ 20s
    card: Mia. NOT ACKNOWLEDGED*
