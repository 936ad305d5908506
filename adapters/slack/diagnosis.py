"""Says what Slack's answers to the probe mean, and how to mend what is wrong. Pure."""

from __future__ import annotations

from enum import Enum
from urllib.parse import urlsplit

from adapters.slack.payload import part, words
from adapters.slack.refusals import MEND
from adapters.slack.replies import Refused, Reply, Said, Silent, Unclear, why_of
from adapters.slack.scopes import BOT_SCOPES
from bot.core.checks import Check, failed, note, ok
from escalation.words import Coach

APP = "api.slack.com/apps, your app"
BOT_TOKEN = f'{APP}, OAuth & Permissions: copy the "Bot User OAuth Token" (xoxb-...) into [slack] bot_token'
APP_TOKEN = (
    f"{APP}, Basic Information, App-Level Tokens: generate one with connections:write and copy it (xapp-...) into "
    "[slack] app_token; Settings, Socket Mode: switch it on"
)
# What other kinds of token begin with; an unheard-of beginning is left to Slack's judgment.
KINDS_OF_TOKEN = {
    "xoxb-": "a bot token",
    "xapp-": "an app-level token",
    "xoxp-": "a person's token",
    "xoxe": "a token that expires",
    "xoxs-": "a session's token",
    "xoxa-": "an old workspace token",
}
WRONG_TOKEN = frozenset(
    (
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "not_allowed_token_type",
    )
)
# Without these a person in danger would not be seen, or a coach not be heard.
VITAL = ("chat:write", "commands", "reactions:write", "im:history")
PUBLIC = ("channels:read", "channels:history")
PRIVATE = ("groups:read", "groups:history")


class Place(Enum):
    """What the escalation channel is to the bot."""

    PUBLIC = "public"
    PRIVATE = "private"
    NOT_IN = "the bot is not in it"
    ARCHIVED = "archived"
    NOWHERE = "it cannot be found"
    UNKNOWN = "Slack did not say"


def bot(reply: Reply, token: str) -> Check:
    name = "slack.bot"
    kind = _kind(token)
    match reply:
        case Said(data):
            if kind not in ("", "a bot token"):
                return failed(name, f"[slack] bot_token is {kind}, not a bot token", BOT_TOKEN)
            return ok(name, f"{words(data, 'user') or 'the bot'} answers in {words(data, 'team') or 'Slack'}")
        case Refused(word):
            what = (
                f"[slack] bot_token is {kind}"
                if kind not in ("", "a bot token")
                else "Slack refuses [slack] bot_token"
            )
            return failed(name, f"{what} ({word})", _mend(word, BOT_TOKEN))
        case Silent(why):
            return failed(name, f"Slack cannot be reached ({why})", _REACH)
        case Unclear(why):
            return note(name, f"auth.test: {why}")


_REACH = (
    "check this machine's internet connection and firewall (port 443 outwards) and status.slack.com; "
    '[slack] api_base_url is "https://slack.com/api/"'
)


def no_app_token() -> Check:
    return failed("slack.socket", "[slack] app_token is empty: clicks on cards do not come back", APP_TOKEN)


def socket(reply: Reply, token: str) -> Check:
    name = "slack.socket"
    kind = _kind(token)
    match reply:
        case Said():
            return ok(name, "a socket may be opened: clicks and words come back")
        case Refused(word):
            found = "Slack refuses [slack] app_token"
            if kind not in ("", "an app-level token"):
                found = f"[slack] app_token is {kind}, not an app-level token"
            return failed(name, f"{found} ({word})", APP_TOKEN)
        case Silent(why):
            return failed(name, f"no socket may be opened ({why})", _REACH)
        case Unclear(why):
            return note(name, f"apps.connections.open: {why}")


def http_door(signing_secret: str, public_url: str) -> Check:
    name = "slack.http"
    where = f"{APP}, Basic Information, App Credentials"
    if not signing_secret:
        return failed(
            name,
            "[slack] signing_secret is empty: nothing that Slack brings could be believed",
            f'{where}: copy the "Signing Secret" into [slack] signing_secret',
        )
    target = f"{public_url.rstrip('/') or 'https://your.address'}/slack/events"
    urls = f"{APP}: Interactivity, Event Subscriptions and Slash Commands must name {target}"
    if not public_url:
        return note(name, "[web] public_url is empty: where Slack brings clicks cannot be checked", urls)
    parts = urlsplit(public_url)
    if parts.scheme != "https" or parts.hostname in ("127.0.0.1", "localhost", "::1"):
        return note(name, f"Slack itself calls public https addresses only, not {public_url}", urls)
    return ok(name, f"requests are checked by the signing secret; Slack is to call {target}")


def no_channel() -> Check:
    return failed(
        "slack.channel", "[slack] escalation_channel is empty: there are no cards and no pages", _CHANNEL_ID
    )


_CHANNEL_ID = (
    "in Slack open the channel, click its name, About; at the bottom stands the Channel ID (C...): write it as "
    "[slack] escalation_channel"
)


def place_of(reply: Reply) -> Place:
    match reply:
        case Said(data):
            about = part(data, "channel")
            if about.get("is_archived") is True:
                return Place.ARCHIVED
            if about.get("is_member") is False:
                return Place.NOT_IN
            if not {"is_private", "is_group", "is_channel"} & about.keys():
                return Place.UNKNOWN
            private = about.get("is_private") is True or about.get("is_group") is True
            return Place.PRIVATE if private else Place.PUBLIC
        case Refused("channel_not_found" | "invalid_channel"):
            return Place.NOWHERE
        case Refused("not_in_channel"):
            return Place.NOT_IN
        case _:
            return Place.UNKNOWN


def channel(reply: Reply, channel_id: str, bot_name: str) -> Check:
    name = "slack.channel"
    invite = f"in Slack open the channel and write: /invite @{bot_name or 'your app'}"
    label = channel_id
    if isinstance(reply, Said) and (called := words(reply.data, "channel", "name")):
        label = f"#{called}"
    match place_of(reply):
        case Place.PUBLIC | Place.PRIVATE:
            return ok(name, f"{label} is there, and the bot is in it")
        case Place.NOT_IN:
            return failed(name, f"the bot is not in {label}", invite)
        case Place.ARCHIVED:
            return failed(
                name,
                f"{label} is archived",
                f"in Slack open the channel, Settings, Unarchive channel, then {invite}; or name another channel's id "
                "as [slack] escalation_channel",
            )
        case Place.NOWHERE:
            return failed(
                name,
                f"Slack finds no channel {channel_id} for this bot",
                f"{_CHANNEL_ID}; if it is private, {invite}",
            )
        case Place.UNKNOWN:
            return note(name, f"whether the channel is in order could not be told: {why_of(reply)}")


def scopes(granted: frozenset[str] | None, place: Place, about: Reply) -> list[Check]:
    """One check for each scope that is missing, or one for all."""
    name = "slack.scopes"
    if granted is None:
        return [note(name, "Slack did not say what the app may do")]
    vital = {*VITAL, *_of_channel(granted, place, about)}
    missing = [scope for scope in BOT_SCOPES if scope not in granted]
    missing += sorted(vital - granted - set(missing))
    if not missing:
        return [ok(name, f"the app may do all {len(BOT_SCOPES)} things that it needs")]
    found = []
    for scope in missing:
        why = BOT_SCOPES.get(scope, "the escalation channel cannot be used")
        mend = f"{APP}, OAuth & Permissions, Bot Token Scopes: add {scope}, then Reinstall to Workspace"
        make = failed if scope in vital else note
        found.append(make(name, f"{scope} is missing: {why}", mend))
    return found


def _of_channel(granted: frozenset[str], place: Place, about: Reply) -> tuple[str, ...]:
    """The scopes that this kind of channel takes."""
    match place:
        case Place.PRIVATE:
            return PRIVATE
        case Place.PUBLIC:
            return PUBLIC
        case _ if isinstance(about, Refused) and about.word == "missing_scope":
            # Had it been of the kind that may be read, Slack would have told.
            return tuple(scope for pair in (PUBLIC, PRIVATE) if pair[0] not in granted for scope in pair)
        case _ if isinstance(about, Said):
            return PRIVATE if part(about.data, "channel").get("is_private") is True else PUBLIC
        case _:
            return ()


def coach(coach: Coach, reply: Reply, members: frozenset[str] | None, channel_id: str) -> Check:
    """`members` of the escalation channel; None where that could not be told."""
    name = "slack.coach"
    key = f'slack_user of [[coaches]] "{coach.name}"'
    take_id = f"in Slack open {coach.name}'s profile, the three dots, Copy member ID; write it as {key}"
    match reply:
        case Refused("user_not_found" | "user_not_visible" | "users_not_found"):
            return failed(name, f"{coach.name}: Slack knows nobody by {coach.slack_user}", take_id)
        case Said(data):
            about = part(data, "user")
            if about.get("deleted") is True:
                return failed(
                    name, f"{coach.name}: the Slack account {coach.slack_user} is deactivated", take_id
                )
            if about.get("is_bot") is True or coach.slack_user == "USLACKBOT":
                return failed(name, f"{coach.name}: {coach.slack_user} is an app, not a person", take_id)
        case _:
            if members is None:
                return note(name, f"{coach.name} could not be looked up: {why_of(reply)}")
    if members is None:
        return note(
            name, f"{coach.name} is in Slack; whether also in the escalation channel could not be told"
        )
    if coach.slack_user not in members:
        return failed(
            name,
            f"{coach.name} is not in the escalation channel: a mention there would not ring",
            f"in Slack open the escalation channel ({channel_id}) and write: /invite @{coach.name}",
        )
    return ok(name, f"{coach.name} is in the escalation channel")


def page_not_tried() -> Check:
    return note("slack.page", "not tried: first mend slack.channel")


def page_refused(reply: Reply, bot_name: str) -> Check:
    name = "slack.page"
    match reply:
        case Refused(word):
            if word == "not_in_channel":
                mend = f"in Slack open the channel and write: /invite @{bot_name or 'your app'}"
            else:
                mend = _mend(word, f"see what Slack says of {word}; then run doctor again")
            return failed(name, f"a silent test message was refused ({word})", mend)
        case Silent(why):
            return failed(name, f"a silent test message was not taken ({why})", _REACH)
        case _:
            return failed(name, f"a silent test message was not taken: {why_of(reply)}", _REACH)


def page_arrived(deletion: Reply) -> Check:
    if isinstance(deletion, Said):
        return ok("slack.page", "a silent message came to the escalation channel, and was deleted")
    return note(
        "slack.page",
        "a silent message came to the escalation channel, and could not be deleted",
        "delete the message that says it is only a test",
    )


def _mend(word: str, otherwise: str) -> str:
    if word in WRONG_TOKEN:
        return BOT_TOKEN
    return MEND.get(word, otherwise)


def _kind(token: str) -> str:
    return next((kind for begins, kind in KINDS_OF_TOKEN.items() if token.startswith(begins)), "")
