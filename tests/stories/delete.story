# Erasure is asked twice, and then nobody is left.
@ Mia is a client
Mia: /delete
    Handrail: This erases everything about you here*Are you sure? [Yes, erase everything] [Keep it]
Mia: [Keep it]
    Handrail: Nothing was erased.
Mia: /delete
    Handrail: This erases everything about you here*Are you sure? [Yes, erase everything] [Keep it]
Mia: not sure
    Handrail: Nothing was erased.
Mia: /delete
    Handrail: This erases everything about you here*Are you sure? [Yes, erase everything] [Keep it]
Mia: [Yes, erase everything]
    Handrail: Done. Everything about you here has been erased.*Goodbye.
    notice: @Ana Client * asked for erasure; it is done.
= Mia is nobody
Mia: hello?
    Handrail: Hello. I only work with clients of Harbour Coaching who were invited, and I have not kept your message.*
