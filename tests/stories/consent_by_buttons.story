invite Mia
Mia: /start {code}
    Handrail: Hello Mia. I am the automated assistant of Harbour Coaching; a program, not a person.* [I agree] [No, thanks]
Mia: [I agree]
    Handrail: Thank you. Which language shall we use? [English] [Deutsch] [Español] [Français] [Italiano] [Português]
Mia: [I agree] gone
    toast: That question is over.
Mia: [English]
    Handrail: What time is it for you now?*
Mia shares location 40.7, -74.0
    Handrail: At what hour shall I ask you? Choose one or write it, like 7:30. [07:00] [08:00] [09:00] [18:00] [20:00]
Mia: [08:00]
    Handrail: On which days? Choose, or write them, like "Mon, Thu". [every day] [Monday to Friday] [Mon, Wed, Fri]
Mia: [Monday to Friday]
    Handrail: A phone number* [Skip]
Mia: [Skip]
    Handrail: And somebody we may call for you in an emergency* [Skip]
Mia: [Skip]
    notice: Mia is set up: consent given, first check-in planned.
    Handrail: You are set, Mia. I ask you Mon, Tue, Wed, Thu, Fri at 08:00 (America/New York); next: Mon 08:00.*
Mia: [Skip] gone
    toast: That question is over.
= Mia is active
