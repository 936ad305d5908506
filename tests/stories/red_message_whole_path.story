# From a red message to the next morning's check-in.
@ Mia is a client, asked at 18:00
Mia: 8k done, but honestly I don't want to be here anymore
+ 30s
Ana presses page.acknowledge
Ana presses page.take_over
Ana in thread: Hi Mia, it is Ana. Where are you?
Mia: at home
Ana presses page.resolve
Ana presses page.hand_back
+ 8h
