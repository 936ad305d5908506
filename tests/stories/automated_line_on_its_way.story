# What was queued before the red message is not sent after it.
@ Mia is a client, asked at 18:00
phone is down
Mia: /checkin
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    page: Ana by slack: URGENT: Mia needs a person now*
phone is back
+ 1m
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
