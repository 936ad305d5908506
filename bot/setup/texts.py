"""What the set-up says at length: how to get a bot from Telegram, an app from Slack, and what comes after."""

from __future__ import annotations

WELCOME = """\
This sets up Handrail for your practice. It asks one thing at a time, says why, and writes a settings file at the end.
Where something stands in [brackets], Enter takes it. You can leave out Telegram or Slack now and add them later, in
the file or by answering again. Ctrl-C stops it, and no settings are written."""

TELEGRAM = """\
--- Telegram: where your clients write

You need a bot of your own; it takes two minutes, in Telegram, on your phone or computer:
  1. Open a chat with @BotFather (it has a blue check mark) and send: /newbot
  2. It asks for a name. That is what clients see, such as: Harbour Coaching
  3. It asks for a username. It must end in "bot", such as: harbour_coaching_bot
  4. It answers with a token, such as 123456789:AAF-example. Whoever has it speaks as your bot: keep it to yourself.
  5. Send /setjoingroups, choose the bot, and then Disable: it talks with one person at a time.
  6. Send /setprivacy, choose the bot, and then Enable (it usually is): in a group it would read little."""

SLACK = """\
You need a Slack app of your own; what it may do stands in a manifest, so that there is nothing to tick:
  1. Open https://api.slack.com/apps, press "Create New App", then "From a manifest", and choose your workspace.
  2. Choose JSON and replace what stands there by {where}. Press Next, then Create.
  3. "Install App", "Install to ...", Allow. Copy the "Bot User OAuth Token": it begins with xoxb-
  4. "Basic Information", "App-Level Tokens", "Generate Token and Scopes": any name, add the scope connections:write,
     Generate. Copy the token: it begins with xapp-
  5. In Slack, make a private channel for your coaches, such as #escalations, and write in it: /invite @Handrail
  6. Open that channel's details (click its name); its id stands at the very bottom, such as C012AB3CD."""

COACHES = """\
--- The other coaches"""

ROTATION = """\
--- Who is called first"""

DATA = """\
--- Where your data is kept"""

APPRISE = (
    "If Slack is down, or nobody looks at it, Handrail also calls by SMS, mail or push. These never carry a client's "
    "words. The addresses have a form of their own, called Apprise (all of them: https://appriseit.com/services/). "
    "Several go with commas between."
)
APPRISE_EXAMPLES = (
    "mailto://me:app-password@gmail.com   or   ntfy://my-secret-topic   or   pover://USER@TOKEN   "
    "or   twilio://SID:TOKEN@+15550001/+15550002"
)


def next_steps(command: str, config: str, key: str, lines: str, telegram: str) -> str:
    """What to do with the written file. `command` is how Handrail is called here; `config` is empty where it is
    found by itself."""
    with_config = f" --config {config}" if config else ""
    steps = [
        f"Keep a copy of {key} somewhere else: without that key the stored words cannot be read by anybody."
    ]
    if lines:
        steps.append(
            f"Open {lines}, call or look up each crisis line, and write the day into its verified_on. "
            "Until then clients are shown the emergency number alone."
        )
    steps += [
        f"{command} doctor{with_config}\n     says what is still missing, and how to mend it",
        f"{command} run{with_config}\n     starts it; Ctrl-C stops it",
        f'{command} invite{with_config} --name "Your own name"\n     a link for your first client: be that yourself',
    ]
    if telegram:
        steps.append(
            f"Every coach opens https://t.me/{telegram} once and presses Start, or it cannot call them there."
        )
    numbered = (f"  {number}. {step}" for number, step in enumerate(steps, 1))
    return "\n".join(["What to do next:", *numbered])
