# What a held client sends as a file comes under the card, behind the line that says so; it keeps nothing else waiting.
@ Mia is a client
Mia sends photo: I am on the bridge and I want to kill myself
    card: Mia. NOT ACKNOWLEDGED*
    page: Ana by slack: URGENT: Mia needs a person now*
    Handrail: *I have stopped*
    file: photo under the card: "I am on the bridge and I want to kill myself"
Mia sends video: I want to die
    thread: "[video] I want to die"
    file: video under the card: "I want to die"
Ana presses page.acknowledge
    Handrail: Ana has seen your message.
    thread: Ana has it.
    card: Mia. Acknowledged by Ana.*
Mia sends sticker
    Handrail: I have passed this on*
    thread: @Ana "[sticker]"
Mia sends large video
    thread: "[video]"
    thread: The video could not be put here: the file is too large, it has more than 20 MB. It is only in the chat with Mia.
# What cannot be fetched for minutes is said to be missing; words are not held up by it.
phone is down
Mia sends voice
    thread: "[voice]"
Mia: are you there
    thread: "are you there"
+ 5m
    thread: The voice could not be put here: phone is down. It is only in the chat with Mia.
phone is back
# Slack is away: card, words and file wait together, and come in their order.
slack is down
Mia sends photo
slack is back
+ 2m
    thread: "[photo]"
    file: photo under the card
