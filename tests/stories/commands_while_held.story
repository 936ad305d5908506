# While held every command has its fixed answer; pause and stop move the membership, nothing moves the hold.
@ Mia is a client
Mia: /checkin
    Handrail: Five short questions*How is your energy?* [1] [2] [3] [4] [5] [Skip]
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
Ana presses page.acknowledge
    Handrail: Ana has seen your message.
    thread: Ana has it.
    card: Mia. Acknowledged by Ana.*
Mia: [4] gone
    toast: I have stopped*
Mia: /checkin
    Handrail: I have stopped, so there are no check-ins now.*
    thread: "/checkin"
Mia: /human
    Handrail: A person has been called already, and will get in touch with you.
    thread: "/human"
Mia: /start
    Handrail: I have stopped, and a person has been called. They will get in touch with you.
    thread: "/start"
Mia: /progress
    Handrail: I have stopped while a person looks after this*
    thread: "/progress"
Mia: /export
    Handrail: I have stopped while a person looks after this*
    thread: "/export"
Mia: /resume
    Handrail: You are not paused. I stay stopped until a person switches me back on.
    thread: "/resume"
Mia: /pause
    Handrail: Noted: after this I stay paused*
    thread: "/pause"
Mia: /pause
    Handrail: You are not being asked anything now. A person will still get in touch with you.
    thread: "/pause"
Mia: pause please
    Handrail: You are not being asked anything now. A person will still get in touch with you.
    thread: "pause please"
Mia: /resume
    Handrail: Noted: you are no longer paused. I stay stopped until a person switches me back on.
    thread: "/resume"
Mia sends voice
    Handrail: I have passed this on to Ana.
    thread: @Ana "[voice]"
    file: voice under the card
Mia sends photo: the bridge
    thread: "[photo] the bridge"
    file: photo under the card: "the bridge"
Mia shares location 40.7, -74.0
    thread: "[location] 40.70000, -74.00000"
Mia shares contact +49 30 7
    thread: "[contact] Mia +49 30 7"
= Mia is active, held, escalation acknowledged
