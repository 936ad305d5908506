# Whoever resolves or hands back must have read the newest words.
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
Mia: I am not home
    Handrail: I have passed this on to Ana.
    thread: @Ana "I am not home"
Ana presses page.resolve at rev 4
    whisper to Ana: New words have come from the client. Read them and press again.
= Mia is escalation taken_over
Ana presses page.resolve
    form for Ana: outcome
    card: Mia. Resolved by Ana. Automation is still off*
Mia: wait
    Handrail: I have passed this on to Ana.
    thread: @Ana "wait"
Mia edits 3: wait please
    thread: "(edited) wait please"
Ana presses page.hand_back at rev 6
    whisper to Ana: New words have come from the client. Read them and press again.
Mia: I want to kill myself
    page: Ana by slack: URGENT: Mia needs a person now*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    thread: "I want to kill myself"
    card: Mia. NOT ACKNOWLEDGED*
= Mia is escalation open, holder nobody
Ana presses page.resolve
    form for Ana: outcome
    Handrail: Ana has seen your message.
    thread: Ana has it.
    card: Mia. Resolved by Ana. Automation is still off*
Ana presses page.hand_back
    Handrail: Ana has switched me back on.*
    card: Mia. Closed. Handed back by Ana.
= Mia is free, escalation closed
