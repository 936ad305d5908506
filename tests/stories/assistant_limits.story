# An assistant acknowledges and notes; somebody who is no coach does nothing.
@ Mia is a client
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
Chloe presses page.take_over
    whisper to Chloe: Assistants acknowledge and note; a coach has to do this.
Chloe presses page.resolve
    whisper to Chloe: Assistants acknowledge and note; a coach has to do this.
Chloe watches for 2h
    whisper to Chloe: Assistants acknowledge and note; a coach has to do this.
Chloe presses page.contacted
    whisper to Chloe: Assistants acknowledge and note; a coach has to do this.
Mallory presses page.acknowledge
    whisper to Mallory: Only the practice's coaches can do this. Nothing was changed.
Mallory in thread: hello Mia
    thread: Not sent: only the practice's coaches can write to the client from this thread.
Mallory asks queue
    answer to Mallory: Only the practice's coaches can do this. Nothing was changed.
= Mia is escalation open, holder nobody
Chloe notes: her sister lives next door
    Handrail: Chloe has seen your message.
    thread: Chloe has it.
    thread: Chloe notes: her sister lives next door
    card: Mia. Acknowledged by Chloe.*
= Mia is escalation acknowledged, holder Chloe
Chloe in thread: Mia, it is Chloe
    thread: Not sent: nobody has taken over yet; press Take over first.
Ana presses page.resolve
    form for Ana: outcome
    card: Mia. Resolved by Ana. Automation is still off*
Chloe presses page.hand_back
    whisper to Chloe: Assistants acknowledge and note; a coach has to do this.
Chloe presses page.take_over
    whisper to Chloe: Assistants acknowledge and note; a coach has to do this.
= Mia is held
