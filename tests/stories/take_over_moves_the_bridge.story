# The bridge has one holder; whoever takes over gets it, and the one before is told.
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
Ana presses page.take_over
    whisper to Ana: Ana, you already have it: write in this thread.
Ben in thread: hi Mia
    thread: Not sent: Ana has the bridge; press Take over to write to the client yourself.
Ben presses page.take_over
    Handrail: Ben is here now.
    thread: @Ana Ben has taken over from Ana.
    card: Mia. Ben has taken over*
Ana in thread: I had just begun
    thread: Not sent: Ben has the bridge; press Take over to write to the client yourself.
Ben in thread: Hi Mia, Ben here.
    Ben to Mia: Hi Mia, Ben here.
    card: Mia. Ben has reached the client.
    delivered:
Ana presses page.acknowledge
    whisper to Ana: Ben was first: this is already contacted. Nothing was changed.
Ana presses page.take_over
    Handrail: Ana is here now.
    thread: @Ben Ana has taken over from Ben.
    card: Mia. Ana has reached the client.
Ana presses page.resolve
    form for Ana: outcome
    card: Mia. Resolved by Ana. Automation is still off*
Ben presses page.resolve
    whisper to Ben: Ana was first: this is already resolved. Nothing was changed.
Ben presses page.take_over
    Handrail: Ben is here now.
    thread: @Ana Ben has taken over from Ana.
    card: Mia. Resolved by Ben. Automation is still off*
Ben in thread: One more thing, Mia.
    Ben to Mia: One more thing, Mia.
    delivered:
Ben presses page.hand_back
    Handrail: Ben has switched me back on.*
    card: Mia. Closed. Handed back by Ben.
Ben in thread: too late
    thread: Not sent: this is closed.
