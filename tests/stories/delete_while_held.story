# Erasure is accepted at once and carried out when a person has closed the matter; the card is stripped then.
@ Mia is a client
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
Mia: /delete
    Handrail: Your wish to be erased is accepted.*
    thread: "/delete"
= Mia is active, held, escalation open
Ana presses page.take_over
    Handrail: Ana has seen your message.
    thread: Ana has it.
    Handrail: Ana is here and writes to you now.
    thread: Ana has taken over. Replies in this thread reach the client*
    card: Mia. Ana has taken over*
Mia: I mean it, delete everything
    Handrail: I have passed this on to Ana.
    thread: @Ana "I mean it, delete everything"
Ana presses page.resolve
    form for Ana: outcome
    card: Mia. Resolved by Ana. Automation is still off*
Ana presses page.hand_back
    Handrail: Done. Everything about you here has been erased.*Goodbye.
    card: erased. Closed. Handed back*
    notice: @Ana Client * asked for erasure; it is done.
= Mia is nobody
Mia: hello?
    Handrail: Hello. I only work with clients of Harbour Coaching who were invited, and I have not kept your message.*
