# Whoever has it leaves the team: the ladder starts again.
@ Mia is a client
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
Ben presses page.take_over
    Handrail: Ben has seen your message.
    thread: Ben has it.
    Handrail: Ben is here and writes to you now.
    thread: Ben has taken over. Replies in this thread reach the client*
    card: Mia. Ben has taken over*
Ben leaves the team
    page: Ana by slack: URGENT: Mia was acknowledged, but nobody has reached them in time.
    Handrail: As far as I know, nobody has reached you yet*I am calling again*112, 110.
    card: Mia. NOT ACKNOWLEDGED*
= Mia is escalation open, holder nobody
Ben presses page.take_over
    whisper to Ben: Only the practice's coaches can do this. Nothing was changed.
