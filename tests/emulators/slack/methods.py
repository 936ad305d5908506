"""What each method of the Web API for messages, channels and people does, checks and refuses."""

from collections.abc import Callable

from tests.emulators.slack import blocks as kit
from tests.emulators.slack.channels import Channel, Message, Version
from tests.emulators.slack.errors import SlackError
from tests.emulators.slack.events import changed_event, deleted_event, message_event
from tests.emulators.slack.identity import APP_ID, BOT_ID, BOT_USER, TEAM
from tests.emulators.slack.people import Account
from tests.emulators.slack.workspace import Workspace
from tests.emulators.wire import Json, truthy

JSON_FIELDS = frozenset(["blocks", "attachments", "metadata", "view", "files", "users", "channels"])
MAX_TEXT = 40_000
Method = Callable[[Workspace, Json], Json]


def auth_test(workspace: Workspace, body: Json) -> Json:
    return {
        "url": "https://practice.slack.example/",
        "team": "Practice",
        "user": "avatar",
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def post_message(workspace: Workspace, body: Json) -> Json:
    channel = writable(workspace, body)
    version = content_of(body, None)
    thread_ts = body.get("thread_ts") or None
    if thread_ts is not None:
        parent = channel.find(thread_ts)
        if parent is None:
            raise SlackError("thread_not_found")
        thread_ts = parent.thread_ts or parent.ts
    message = workspace.post(channel, BOT_USER, version, thread_ts)
    message.bot = {"bot_id": BOT_ID, "app_id": APP_ID}
    message.broadcast = thread_ts is not None and truthy(body.get("reply_broadcast"))
    channel.show("posted", message)
    workspace.echo(channel, message_event(message))
    return {"channel": channel.id, "ts": message.ts, "message": message.wire()}


def post_ephemeral(workspace: Workspace, body: Json) -> Json:
    channel = writable(workspace, body)
    account = person(workspace, body.get("user"))
    if channel.kind != "im" and account.id not in channel.members:
        raise SlackError("user_not_in_channel")
    message = workspace.whisper(account, channel, content_of(body, None), body.get("thread_ts") or None)
    return {"message_ts": message.ts}


def update_message(workspace: Workspace, body: Json) -> Json:
    channel = workspace.channel(body.get("channel"))
    message = own_message(channel, body.get("ts"), "cant_update_message")
    version = content_of(body, message.now)
    before = message.wire()
    if version != message.now:
        message.edits.append(message.now)
        message.now = version
    channel.show("updated", message)
    workspace.echo(channel, changed_event(message, before, workspace.new_ts()))
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message.wire()}


def delete_message(workspace: Workspace, body: Json) -> Json:
    channel = workspace.channel(body.get("channel"))
    message = own_message(channel, body.get("ts"), "cant_delete_message")
    message.deleted = True
    channel.show("deleted", message)
    workspace.echo(channel, deleted_event(message, workspace.new_ts()))
    return {"channel": channel.id, "ts": message.ts}


def permalink(workspace: Workspace, body: Json) -> Json:
    channel = workspace.channel(body.get("channel"))
    message = channel.find(body.get("message_ts"))
    if message is None:
        raise SlackError("message_not_found")
    address = f"https://practice.slack.example/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": address}


def history(workspace: Workspace, body: Json) -> Json:
    channel = readable(workspace, body)
    listed = [message for message in channel.everything if message.thread_ts is None or message.broadcast]
    return page(list(reversed(listed)), body, default_limit=100)


def replies(workspace: Workspace, body: Json) -> Json:
    channel = readable(workspace, body)
    parent = channel.find(body.get("ts"))
    if parent is None:
        raise SlackError("thread_not_found")
    if parent.thread_ts is not None:
        parent = channel.find(parent.thread_ts) or parent
    return page([parent, *parent.replies], body, default_limit=1000)


def page(messages: list[Message], body: Json, default_limit: int) -> Json:
    oldest, latest = float(body.get("oldest") or 0), float(body.get("latest") or "inf")
    inclusive = truthy(body.get("inclusive"))
    within = [
        message
        for message in messages
        if oldest < float(message.ts) < latest or (inclusive and float(message.ts) in (oldest, latest))
    ]
    start = int(body.get("cursor") or 0)
    limit = min(int(body.get("limit") or default_limit), 999)
    end = start + limit
    with_metadata = truthy(body.get("include_all_metadata"))
    shown = []
    for message in within[start:end]:
        wire = message.wire()
        if not with_metadata:
            wire.pop("metadata", None)
        shown.append(wire)
    cursor = str(end) if end < len(within) else ""
    return {"messages": shown, "has_more": bool(cursor), "response_metadata": {"next_cursor": cursor}}


def channel_info(workspace: Workspace, body: Json) -> Json:
    return {"channel": workspace.channel(body.get("channel")).wire()}


def channel_list(workspace: Workspace, body: Json) -> Json:
    channels = [channel.wire() for channel in workspace.channels.values() if channel.kind != "im"]
    return {"channels": channels, "response_metadata": {"next_cursor": ""}}


def channel_members(workspace: Workspace, body: Json) -> Json:
    members = workspace.channel(body.get("channel")).members
    return {"members": list(members), "response_metadata": {"next_cursor": ""}}


def channel_join(workspace: Workspace, body: Json) -> Json:
    channel = workspace.channel(body.get("channel"))
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    channel.bot_is_member = True
    return {"channel": channel.wire()}


def open_conversation(workspace: Workspace, body: Json) -> Json:
    users = body.get("users") or ""
    names = users if isinstance(users, list) else str(users).split(",")
    if len(names) != 1:
        raise SlackError("not_enough_users" if not names else "too_many_users")
    channel = workspace.direct(person(workspace, names[0]))
    return {"channel": {"id": channel.id}}


def add_reaction(workspace: Workspace, body: Json) -> Json:
    message, name = reacted(workspace, body)
    if BOT_USER in message.reactions.get(name, []):
        raise SlackError("already_reacted")
    message.reactions.setdefault(name, []).append(BOT_USER)
    return {}


def remove_reaction(workspace: Workspace, body: Json) -> Json:
    message, name = reacted(workspace, body)
    if BOT_USER not in message.reactions.get(name, []):
        raise SlackError("no_reaction")
    message.reactions[name].remove(BOT_USER)
    if not message.reactions[name]:
        del message.reactions[name]
    return {}


def reacted(workspace: Workspace, body: Json) -> tuple[Message, str]:
    name = str(body.get("name", ""))
    if (
        not name
        or not name.replace("_", "").replace("-", "").replace("+", "").isalnum()
        or not name.isascii()
    ):
        raise SlackError("invalid_name")
    message = workspace.channel(body.get("channel")).find(body.get("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    return message, name


def user_info(workspace: Workspace, body: Json) -> Json:
    account = person(workspace, body.get("user"))
    locale = {"locale": account.locale} if truthy(body.get("include_locale")) else {}
    return {"user": profile(account) | locale}


def bot_info(workspace: Workspace, body: Json) -> Json:
    if body.get("bot") not in (None, BOT_ID):
        raise SlackError("bot_not_found")
    return {"bot": {"id": BOT_ID, "deleted": False, "name": "avatar", "app_id": APP_ID, "user_id": BOT_USER}}


def user_list(workspace: Workspace, body: Json) -> Json:
    members = [profile(account) for account in workspace.accounts.values()]
    return {"members": members, "response_metadata": {"next_cursor": ""}}


def profile(account: Account) -> Json:
    return {
        "id": account.id,
        "team_id": TEAM,
        "name": account.name.lower(),
        "real_name": account.name,
        "deleted": account.deactivated,
        "is_bot": account.is_app,
        "tz": account.timezone,
        "profile": {"real_name": account.name, "display_name": account.name, "email": account.email},
    }


def content_of(body: Json, before: Version | None) -> Version:
    """What the message will say; an update with text and no blocks takes the blocks away."""
    text = body.get("text")
    given = body.get("blocks")
    blocks: list[Json] = []
    if given:
        if errors := kit.check(given, "message"):
            raise SlackError("invalid_blocks", errors=errors, response_metadata={"messages": errors})
        blocks = kit.with_ids(given)
        if sum(len(words) for words in kit.words_of(blocks)) > kit.MAX_TOTAL_TEXT:
            raise SlackError("msg_blocks_too_long")
    elif before is not None and given is None and text is None:
        blocks = list(before.blocks)
    if not blocks and not str(text or "").strip() and not body.get("attachments"):
        raise SlackError("no_text")
    if len(str(text or "")) > MAX_TEXT:
        raise SlackError("msg_too_long")
    metadata = body.get("metadata")
    if metadata:
        shape_is_right = isinstance(metadata, dict) and isinstance(metadata.get("event_payload"), dict)
        if not shape_is_right or not isinstance(metadata.get("event_type"), str):
            raise SlackError("invalid_metadata_format")
    elif metadata is None and before is not None:
        metadata = before.metadata
    if text is None and before is not None:
        text = before.text
    return Version(str(text or ""), tuple(blocks), metadata or None)


def person(workspace: Workspace, user: object) -> Account:
    if str(user) not in workspace.accounts:
        raise SlackError("user_not_found")
    return workspace.accounts[str(user)]


def readable(workspace: Workspace, body: Json) -> Channel:
    channel = workspace.channel(body.get("channel"))
    if not channel.bot_is_member:
        raise SlackError("not_in_channel")
    return channel


def writable(workspace: Workspace, body: Json) -> Channel:
    channel = readable(workspace, body)
    if channel.archived:
        raise SlackError("is_archived")
    return channel


def own_message(channel: Channel, ts: object, refusal: str) -> Message:
    message = channel.find(ts)
    if message is None:
        raise SlackError("message_not_found")
    if message.user != BOT_USER:
        raise SlackError(refusal)
    return message


METHODS: dict[str, tuple[Method, str]] = {
    "api.test": (lambda workspace, body: {}, ""),
    "auth.test": (auth_test, ""),
    "chat.postMessage": (post_message, "chat:write"),
    "chat.postEphemeral": (post_ephemeral, "chat:write"),
    "chat.update": (update_message, "chat:write"),
    "chat.delete": (delete_message, "chat:write"),
    "chat.getPermalink": (permalink, ""),
    "conversations.history": (history, "channels:history"),
    "conversations.replies": (replies, "channels:history"),
    "conversations.info": (channel_info, "channels:read"),
    "conversations.list": (channel_list, "channels:read"),
    "conversations.members": (channel_members, "channels:read"),
    "conversations.join": (channel_join, "channels:join"),
    "conversations.open": (open_conversation, "im:write"),
    "reactions.add": (add_reaction, "reactions:write"),
    "reactions.remove": (remove_reaction, "reactions:write"),
    "users.info": (user_info, "users:read"),
    "bots.info": (bot_info, "users:read"),
    "users.list": (user_list, "users:read"),
}
