# An empty rung is not waited for.
@ nobody on call
@ Mia is a client
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ben now and will keep calling*112, 110.
    page: Ben by slack: URGENT: Mia needs a person now*
