# The window passed while she was writing: her words still cross, and count as contact.
@ Mia is a client
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
Ana presses page.take_over
    Handrail: Ana has seen your message.
    thread: Ana has it.
    Handrail: Ana is here and writes to you now.
    thread: Ana has taken over. Replies in this thread reach the client*
    card: Mia. Ana has taken over*
+ 15m
    page: Ana by slack: URGENT: Mia was acknowledged, but nobody has reached them in time.
    Handrail: As far as I know, nobody has reached you yet*I am calling again*112, 110.
    card: Mia. NOT ACKNOWLEDGED*
= Mia is escalation open, holder nobody, bridge Ana
Ana in thread: Mia, are you there?
    Ana to Mia: Mia, are you there?
    card: Mia. Ana has reached the client.
    Handrail: Ana has seen your message.
    delivered:
    thread: Ana has it.
= Mia is escalation contacted, holder Ana
