# Red words in a group from somebody who never wrote to us in private: nobody can answer there, a person is told.
Zoe blocks
Zoe in a group: I want to kill myself
    card: an unknown sender. NOT ACKNOWLEDGED*
    Handrail to Team: I only work in private chats*
    page: Ana by slack: URGENT: an unknown sender needs a person now*
    Handrail leaves Team:
    thread: A message did not reach the client: Forbidden: bot was blocked by the user
    page: Ana by slack: URGENT: an unknown sender can no longer be written to. Phone: none known. Emergency contact: none known.
= Zoe is held, unreachable
