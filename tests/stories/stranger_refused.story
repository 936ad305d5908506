Tom: hello, what is this?
    Handrail: Hello. I only work with clients of Harbour Coaching who were invited, and I have not kept your message.*
= Tom is nobody
Tom: /start WRONGCODE
    Handrail: This invite is not valid, or has been used already.*
Tom sends photo
    Handrail: Hello. I only work with clients of Harbour Coaching who were invited, and I have not kept your message.*
Tom: /help
    Handrail: Hello. I only work with clients of Harbour Coaching who were invited, and I have not kept your message.*
= Tom is nobody
