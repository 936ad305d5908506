# Ten messages while held: all reach the thread, one fixed answer; once a coach has written, the next one is answered.
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
Mia: one
    Handrail: I have passed this on to Ana.
    thread: @Ana "one"
Mia: two
    thread: "two"
Mia: three
    thread: "three"
Ana in thread: I am reading.
    Ana to Mia: I am reading.
    card: Mia. Ana has reached the client.
    delivered:
Mia: four
    Handrail: I have passed this on to Ana.
    thread: @Ana "four"
Mia: five
    thread: "five"
