# Two clients, two cards; nobody hears of the other.
@ Mia is a client
@ Tom is a client
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
Tom: /checkin
    Handrail: Five short questions*How is your energy?* [1] [2] [3] [4] [5] [Skip]
Tom: [4]
    rewritten: Energy: 4
    Handrail: How much stress?* [1] [2] [3] [4] [5] [Skip]
Tom: I want to kill myself
    card: Tom. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Tom needs a person now*
Ana presses page.take_over
    Handrail: Ana has seen your message.
    thread: Ana has it.
    Handrail: Ana is here and writes to you now.
    thread: Ana has taken over. Replies in this thread reach the client*
    card: Tom. Ana has taken over*
Ana in thread: Hi Tom
    Ana to Tom: Hi Tom
    card: Tom. Ana has reached the client.
    delivered:
Mia: hello?
    Handrail: I have put your words before the people I am calling.*112, 110.
    thread: "hello?"
Ana asks queue
    answer to Ana: *: Tom - contacted, Ana *: Mia - open
