# From a red message to the next check-in: stopped, called, acknowledged, taken over, resolved, handed back.
@ Mia is a client, asked at 18:00
Mia: /checkin
    Handrail: Five short questions*How is your energy?* [1] [2] [3] [4] [5] [Skip]
Mia: 8k done, but honestly I don't want to be here anymore
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
= Mia is active, held, in no check-in, escalation open, 1 pages, 1 cards
+ 30s
Ana presses page.acknowledge
    Handrail: Ana has seen your message.
    thread: Ana has it.
    card: Mia. Acknowledged by Ana.*
Ana presses page.take_over
    Handrail: Ana is here and writes to you now.
    thread: Ana has taken over. Replies in this thread reach the client*
    card: Mia. Ana has taken over*
Ana in thread: Hi Mia, it is Ana. Where are you?
    Ana to Mia: Hi Mia, it is Ana. Where are you?
    card: Mia. Ana has reached the client.
    delivered:
Mia: at home
    Handrail: I have passed this on to Ana.
    thread: @Ana "at home"
Ana in thread: // she is at home
    thread: Not sent: a line that begins with // stays in this thread.
Ben in thread: I can drive over
    thread: Not sent: Ana has the bridge; press Take over to write to the client yourself.
Ana presses page.resolve
    form for Ana: outcome
    card: Mia. Resolved by Ana. Automation is still off*
Ana gives the outcome safe: called, her sister is with her
    thread: Ana: outcome: safe - called, her sister is with her
Ana presses page.hand_back
    Handrail: Ana has switched me back on.*
    card: Mia. Closed. Handed back by Ana.
= Mia is active, free, escalation closed, outcome safe, 1 cards
# Monday has had its check-in; Tuesday's comes at its hour.
+ 8h
+ 24h
    Handrail: Hello Mia.*How is your energy?* [1] [2] [3] [4] [5] [Skip]
Mia: [4]
    rewritten: Energy: 4
    Handrail: How much stress?* [1] [2] [3] [4] [5] [Skip]
