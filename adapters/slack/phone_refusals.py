"""What Slack's refusals mean when a client is written to: is it the person who is gone, or our own right to write?"""

from __future__ import annotations

from adapters.slack.refusals import Answer, channel_error
from bot.core.errors import ChannelError, Unanswered, Unreachable

GONE: dict[str, str] = {
    "channel_not_found": "this conversation does not exist any more",
    "not_in_channel": "this conversation does not exist any more",
    "is_archived": "this conversation is closed",
    "is_inactive": "this account is deactivated",
    "user_disabled": "this account is deactivated",
    "user_not_found": "this account does not exist any more",
    "user_not_visible": "this account cannot be seen by the app",
    "user_is_restricted": "this guest may not be written to",
    "user_is_ultra_restricted": "this guest may not be written to",
    "user_is_bot": "this is a bot",
    "cannot_dm_bot": "this is a bot",
    "restricted_action": "the workspace does not let the app write here",
    "messages_tab_disabled": "the app's Messages tab is off; turn it on under App Home",
}

# Said of a person who was deactivated, and of a token that was withdrawn.
EITHER = "account_inactive"


class PersonOrToken(Unanswered):
    """Slack did not say which of the two is inactive."""


def phone_error(answer: Answer, doing: str) -> ChannelError:
    """Like `channel_error`, for a client's chat. A withdrawn token or right is no client's doing: the line waits."""
    said = f"{doing}: {answer.word} ({answer.status})"
    if answer.word in GONE:
        return Unreachable(f"{said}; {GONE[answer.word]}")
    if answer.word == EITHER:
        return PersonOrToken(f"{said}; install the app again, then put the new slack.bot_token")
    error = channel_error(answer, doing)
    return Unanswered(str(error)) if isinstance(error, Unreachable) else error
