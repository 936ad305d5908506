# A review that nobody reads is put before the coaches again, each window anew.
@ Mia is a client
Mia: /pause
    Handrail: Paused. I will not ask until you write /resume.
Mia: I'm not suicidal, just tired
    Handrail: Thank you for telling me. I have passed this to Ana*by 10:00 tomorrow.*112, 110.*
    review: @Ana Mia: "I'm not suicidal, just tired"
+ 25h
    notice: @Ana Overdue: a message from Mia waits to be read (review *
+ 24h
    notice: @Ana Overdue: a message from Mia waits to be read (review *
Ana asks queue
    answer to Ana: review for Mia, due Thu 10:00
Ana presses review.done
    review: Mia: "I'm not suicidal, just tired" - done by Ana
+ 3d
