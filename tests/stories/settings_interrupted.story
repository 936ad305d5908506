# Something else in the middle of the settings: the open question is asked again afterwards.
@ Mia is invited
Mia: /start {code}
    Handrail: Hello Mia. I am the automated assistant of Harbour Coaching; a program, not a person.* [I agree] [No, thanks]
Mia: [I agree]
    Handrail: A phone number* [Skip]
Mia: /policy
    Handrail: You agreed to version*
Mia: [Decline: drafts of messages]
    Handrail: Noted: no use for drafts of messages. Your coach stays.
Mia: /delete
    Handrail: This erases everything about you here*Are you sure? [Yes, erase everything] [Keep it]
Mia: [Keep it]
    Handrail: Nothing was erased. A phone number* [Skip]
Mia: /delete
    Handrail: This erases everything about you here*Are you sure? [Yes, erase everything] [Keep it]
Mia: no
    Handrail: Nothing was erased. A phone number* [Skip]
Mia: /help
    Handrail: A few settings first, then we can start. A phone number* [Skip]
Mia sends voice
    Handrail: Thank you. I cannot look or listen myself*by 10:00 tomorrow.*
    review: @Ana Mia: "[voice]"
    file: voice under the review
Mia: [Skip]
    Handrail: And somebody we may call for you in an emergency* [Skip]
Mia: skip
    Handrail: You are set, Mia. I ask you every day at 18:00 (Europe/Berlin); next: Mon 18:00.*
    notice: Mia is set up: consent given, first check-in planned.
= Mia is active
