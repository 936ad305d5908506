Tom: I want to kill myself
    card: an unknown sender. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: an unknown sender needs a person now*
= Tom is visitor, held
Tom: are you there
    Handrail: I have put your words before the people I am calling.*112, 110.
    thread: "are you there"
Ana presses page.acknowledge
    Handrail: Ana has seen your message.
    thread: Ana has it.
    card: an unknown sender. Acknowledged by Ana.*
Ana presses page.take_over
    Handrail: Ana is here and writes to you now.
    thread: Ana has taken over. Replies in this thread reach the client*
    card: an unknown sender. Ana has taken over*
Ana in thread: Tom? I am Ana, a person. Are you safe right now?
    Ana to Tom: Tom? I am Ana, a person. Are you safe right now?
    card: an unknown sender. Ana has reached the client.
    delivered:
Tom: not really
    Handrail: I have passed this on to Ana.
    thread: @Ana "not really"
Ana presses page.resolve
    form for Ana: outcome
    card: an unknown sender. Resolved by Ana. Automation is still off*
Ana presses page.hand_back
    card: an unknown sender. Closed. Handed back by Ana.
Tom: thanks
    Handrail: Hello. I only work with clients of Harbour Coaching who were invited, and I have not kept your message.*
+ 6d
= Tom is visitor, free
+ 2d
    card: erased. Closed. Handed back*
= Tom is nobody
Tom: hello again
    Handrail: Hello. I only work with clients of Harbour Coaching who were invited, and I have not kept your message.*
