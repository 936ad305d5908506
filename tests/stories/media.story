# What cannot be read is never ignored: a coach is told.
@ Mia is a client
Mia sends voice
    Handrail: Thank you. I cannot look or listen myself*by 10:00 tomorrow.*
    review: @Ana Mia: "[voice]"
    file: voice under the review
Mia sends photo: my knee
    Handrail: Thank you. I cannot look or listen myself*by 10:00 tomorrow.*
    review: @Ana Mia: "[photo] my knee"
    file: photo under the review: "my knee"
Mia sends large document
    Handrail: Thank you. I cannot look or listen myself*by 10:00 tomorrow.*
    review: @Ana Mia: "[document]"
    thread: The document could not be put here: the file is too large, it has more than 20 MB. It is only in the chat with Mia.
Mia sends sticker
    Handrail: I cannot read stickers. Words or buttons, please.
Mia shares location 0, 0
    Handrail: I could not find a time zone there. Please name your city instead.
Mia shares contact +49 30 7
    Handrail: Thank you, I have kept the number for your coach.
Mia: /checkin
    Handrail: Five short questions*How is your energy?* [1] [2] [3] [4] [5] [Skip]
Mia sends voice
    Handrail: Thank you. I cannot look or listen myself*by 10:00 tomorrow.* [1] [2] [3] [4] [5] [Skip]
    review: @Ana Mia: "[voice]"
    file: voice under the review
