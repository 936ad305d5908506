# Watching until a named moment, extended, and then somebody is reminded until somebody acts.
@ Mia is a client
Mia: I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    page: Ana by slack: URGENT: Mia needs a person now*
Ana presses page.monitor
    form for Ana: monitor
Ana watches for 2h: sister is with her
    Handrail: Ana has seen your message.
    thread: Ana has it.
    thread: Ana notes: sister is with her
    card: Mia. Ana is watching until 11:00.
+ 1h
Ana watches for 3h
    card: Mia. Ana is watching until 13:00.
+ 2h
+ 1h
    page: Ana by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
+ 2m
    page: Ana by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
+ 2m
    page: Ben by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
Mia: thank you
    Handrail: I have passed this on to Ana.
    thread: @Ana "thank you"
Ben presses page.take_over
    Handrail: Ben is here now.
    thread: @Ana Ben has taken over from Ana.
    card: Mia. Ben is watching until 13:00.
+ 1h
    page: Ben by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
    page: Ana by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
    page: Ben by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
    page: Ana, Ben, Chloe by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
    page: Ana by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
    page: Ben by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
    page: Ana, Ben, Chloe by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
    page: Ana by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
    page: Ben by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
    page: Ana, Ben, Chloe by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
    page: Ana by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
    page: Ben by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
    page: Ana, Ben, Chloe by slack: Reminder: the watch over Mia has ended. Extend it or resolve.
Ben watches for 1h
    card: Mia. Ben is watching until 15:04.
Mia: I want to kill myself
    page: Ana by slack: URGENT: Mia needs a person now*
    Handrail: I am an automated assistant, and I have stopped*I am calling Ana now and will keep calling*112, 110.
    thread: "I want to kill myself"
    card: Mia. NOT ACKNOWLEDGED*
= Mia is escalation open, bridge Ben, 1 cards
