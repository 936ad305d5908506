# Red words before the consent: held and paged; afterwards the consent is still open.
@ Mia is invited
Mia: /start {code}
    Handrail: Hello Mia. I am the automated assistant of Harbour Coaching; a program, not a person.* [I agree] [No, thanks]
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
Mia: I agree
    Handrail: I have put your words before the people I am calling.*112, 110.
    thread: "I agree"
= Mia is onboarding, held
Ana presses page.acknowledge
    Handrail: Ana has seen your message.
    thread: Ana has it.
    card: Mia. Acknowledged by Ana.*
Ana presses page.resolve
    form for Ana: outcome
    card: Mia. Resolved by Ana. Automation is still off*
Ana presses page.hand_back
    Handrail: Ana has switched me back on.*
    card: Mia. Closed. Handed back by Ana.
    Handrail: Please choose one of the two buttons* [I agree] [No, thanks]
Mia: I agree
    Handrail: A phone number* [Skip]
