# The client blocks the bot while held: whoever has it is called, with the numbers.
@ Mia is a client
Mia shares contact +49 170 1
    Handrail: Thank you, I have kept the number for your coach.
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
Mia blocks
    page: Ana by slack: URGENT: Mia can no longer be written to. Phone: +49 170 1. Emergency contact: none known.
= Mia is held, unreachable
Ana in thread: Mia?
    thread: @Ana Your last message did not reach the client: Forbidden: bot was blocked by the user
Mia unblocks
    thread: "[has unblocked the bot]"
+ 1m
Ana presses page.contacted
    card: Mia. Ana has reached the client.
