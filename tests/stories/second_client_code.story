# One invite, two people: it belongs to whoever came first.
@ Mia is invited
Mia: /start {code}
    Handrail: Hello Mia. I am the automated assistant of Harbour Coaching; a program, not a person.* [I agree] [No, thanks]
Tom: /start {code}
    Handrail: This invite is not valid, or has been used already.*
= Tom is nobody
