@ Mia is a client
Tom in a group: hi bot
    Handrail to Team: I only work in private chats*
    Handrail leaves Team:
Tom in a group: I want to kill myself
    card: an unknown sender. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    Handrail to Team: I only work in private chats*
    page: Ana by slack: URGENT: an unknown sender needs a person now*
    Handrail leaves Team:
= Tom is held
Mia in a group: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    Handrail to Team: I only work in private chats*
    page: Ana by slack: URGENT: Mia needs a person now*
    Handrail leaves Team:
= Mia is held
