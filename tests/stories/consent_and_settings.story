# An invite that settles nothing beforehand: consent first, then every setting, answered in words.
invite Mia
Mia: /start {code}
    Handrail: Hello Mia. I am the automated assistant of Harbour Coaching; a program, not a person.* [I agree] [No, thanks]
Mia: what do you keep?
    Handrail: Please choose one of the two buttons* [I agree] [No, thanks]
= Mia is onboarding, free
Mia: I agree
    Handrail: Thank you. Which language shall we use? [English] [Deutsch] [Español] [Français] [Italiano] [Português]
Mia: Klingon
    Handrail: I did not understand that. Thank you. Which language shall we use? [English] [Deutsch] [Español] [Français] [Italiano] [Português]
Mia: English
    Handrail: What time is it for you now?*
Mia: blue
    Handrail: I did not understand that. What time is it for you now?*
Mia: New York
    Handrail: At what hour shall I ask you? Choose one or write it, like 7:30. [07:00] [08:00] [09:00] [18:00] [20:00]
Mia: half past seven
    Handrail: On which days? Choose, or write them, like "Mon, Thu". [every day] [Monday to Friday] [Mon, Wed, Fri]
Mia: Mon, Wed, Fri
    Handrail: A phone number* [Skip]
Mia: energy 4, stress 2, slept well
    Handrail: I did not understand that. A phone number* [Skip]
Mia: +49 170 1234567
    Handrail: And somebody we may call for you in an emergency* [Skip]
Mia: My sister Lea 0170 7654321
    Handrail: You are set, Mia. I ask you Mon, Wed, Fri at 07:30 (America/New York); next: Mon 07:30.*
    notice: Mia is set up: consent given, first check-in planned.
= Mia is active, free, America/New_York, phone +49 170 1234567, contact My sister Lea 0170 7654321, asked next at 2026-03-02 12:30
