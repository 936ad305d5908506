# A coach finds a reviewed message urgent: the same road opens as for a red message.
@ Mia is a client
Mia: I'm not suicidal, just tired
    Handrail: Thank you for telling me. I have passed this to Ana*by 10:00 tomorrow.*112, 110.*
    review: @Ana Mia: "I'm not suicidal, just tired"
Ana presses review.escalate
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
    review: Mia: "I'm not suicidal, just tired" - escalated by Ana
= Mia is held, escalation open
Ben presses review.done
    whisper to Ben: Ana was first. Nothing was changed.
Ana presses page.acknowledge
    Handrail: Ana has seen your message.
    thread: Ana has it.
    card: Mia. Acknowledged by Ana.*
