# Words that a person should read: no cheerful line, who reads it and by when, the rest offered and not asked.
@ Mia is a client
Mia: /checkin
    Handrail: Five short questions*How is your energy?* [1] [2] [3] [4] [5] [Skip]
Mia: 2
    Handrail: How much stress?* [1] [2] [3] [4] [5] [Skip]
Mia: I'm not suicidal, just tired
    Handrail: Thank you for telling me. I have passed this to Ana*by 10:00 tomorrow.*112, 110.* [Go on]
    review: @Ana Mia: "I'm not suicidal, just tired"
= Mia is active, free, in a check-in, never escalated
Mia: [Go on]
    Handrail: I am not sure how to read that. From 1 (calm)* [1] [2] [3] [4] [5] [Skip]
Chloe presses review.done
    whisper to Chloe: Assistants acknowledge and note; a coach has to do this.
Ana presses review.done
    review: Mia: "I'm not suicidal, just tired" - done by Ana
Ben presses review.done
    whisper to Ben: Ana was first. Nothing was changed.
+ 2d
    Handrail: Hello Mia.*How is your energy?* [1] [2] [3] [4] [5] [Skip]
    Handrail: A gentle reminder*How is your energy?* [1] [2] [3] [4] [5] [Skip]
