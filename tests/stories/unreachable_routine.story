# A client who blocks the bot is not asked any more; a coach is told once.
@ Mia is a client, asked at 18:00
Mia blocks
    notice: @Ana Mia has blocked the bot and cannot be written to.
+ 2d
Mia unblocks
    notice: @Ana Mia can be written to again.
+ 1d
    Handrail: Hello Mia.*How is your energy?* [1] [2] [3] [4] [5] [Skip]
    Handrail: A gentle reminder*How is your energy?* [1] [2] [3] [4] [5] [Skip]
