@ Mia is invited
Mia: /start {code}
    Handrail: Hello Mia. I am the automated assistant of Harbour Coaching; a program, not a person.* [I agree] [No, thanks]
Mia: [No, thanks]
    notice: @Ana Mia read the consent and said no. Nothing was kept beyond the name.
    Handrail: That is fine.*
= Mia is visitor, free
Mia: hello?
    Handrail: Hello. I only work with clients of Harbour Coaching who were invited, and I have not kept your message.*
Mia: /start {code}
    Handrail: Hello Mia. I am the automated assistant of Harbour Coaching; a program, not a person.* [I agree] [No, thanks]
Mia: I agree
    Handrail: A phone number* [Skip]
