"""What each method of the Bot API does, checks and refuses."""

import json
from collections.abc import Callable
from time import time
from urllib.parse import urlsplit

from tests.emulators.telegram.chats import Message
from tests.emulators.telegram.checks import (
    checked_markup,
    checked_text,
    find_message,
    incoming_file,
    own_message,
)
from tests.emulators.telegram.errors import bad_request
from tests.emulators.telegram.markup import Plain, parse
from tests.emulators.telegram.world import World, moved
from tests.emulators.wire import Body, Json, truthy

MAX_CAPTION = 1024
JSON_FIELDS = frozenset(
    [
        "reply_markup",
        "entities",
        "allowed_updates",
        "reply_parameters",
        "link_preview_options",
        "reaction",
        "commands",
        "scope",
    ]
)


def get_me(world: World, body: Body) -> object:
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def set_webhook(world: World, body: Body) -> object:
    url = str(body.fields.get("url", ""))
    if url and urlsplit(url).scheme not in ("http", "https"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = body.fields.get("secret_token")
    webhook: Json = {"url": url, "secret_token": secret} if url else {}
    if url:
        webhook["max_connections"] = int(body.fields.get("max_connections") or 40)
    allowed = body.fields.get("allowed_updates")
    world.queue.set_webhook(webhook, allowed, truthy(body.fields.get("drop_pending_updates")))
    return True


def delete_webhook(world: World, body: Body) -> object:
    world.queue.set_webhook({}, None, truthy(body.fields.get("drop_pending_updates")))
    return True


def get_webhook_info(world: World, body: Body) -> object:
    return world.queue.webhook_info()


def send_message(world: World, body: Body) -> object:
    chat = world.chat_for_sending(body.fields.get("chat_id"))
    source = str(body.fields.get("text", ""))
    plain = checked_text(source, body)
    return send(world, body, chat.id, plain, source, "text", {})


def send_photo(world: World, body: Body) -> object:
    stored = incoming_file(world, body, "photo", "photos", "photo.jpg")
    size = {"file_id": stored.file_id, "file_unique_id": stored.file_id.lower(), "width": 800, "height": 600}
    return send_media(world, body, "photo", [size])


def send_document(world: World, body: Body) -> object:
    stored = incoming_file(world, body, "document", "documents", "document.bin")
    name = stored.path.split("_", 2)[2]
    document = {"file_id": stored.file_id, "file_unique_id": stored.file_id.lower(), "file_name": name}
    return send_media(world, body, "document", {**document, "file_size": len(stored.content)})


def send_media(world: World, body: Body, kind: str, content: object) -> object:
    chat = world.chat_for_sending(body.fields.get("chat_id"))
    source = str(body.fields.get("caption", ""))
    plain = parse(source, body.fields.get("parse_mode"))
    if len(plain.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return send(world, body, chat.id, plain, source, kind, {kind: content})


def send(world: World, body: Body, chat_id: int, plain: Plain, source: str, kind: str, content: Json) -> Json:
    chat = world.chats[chat_id]
    markup = checked_markup(body)
    reply_to = (body.fields.get("reply_parameters") or {}).get("message_id")
    if reply_to is not None and chat.find(int(reply_to)) is None:
        raise bad_request("message to be replied not found")
    message = world.new_message(chat, world.bot, plain, source, kind, content)
    message.reply_to = None if reply_to is None else int(reply_to)
    if "inline_keyboard" in markup:
        message.markup = markup
    elif "keyboard" in markup:
        chat.reply_keyboard = markup
    elif markup.get("remove_keyboard"):
        chat.reply_keyboard = None
    world.show("sent", message)
    return message.wire()


def edit_message_text(world: World, body: Body) -> object:
    message = own_message(world, body, "edit")
    source = str(body.fields.get("text", ""))
    return edit(world, message, checked_text(source, body), source, checked_markup(body))


def edit_message_caption(world: World, body: Body) -> object:
    message = own_message(world, body, "edit")
    source = str(body.fields.get("caption", ""))
    return edit(world, message, parse(source, body.fields.get("parse_mode")), source, checked_markup(body))


def edit_message_reply_markup(world: World, body: Body) -> object:
    return edit(world, own_message(world, body, "edit"), None, "", checked_markup(body))


def edit(world: World, message: Message, plain: Plain | None, source: str, markup: Json) -> object:
    new_markup = markup if markup.get("inline_keyboard") else None
    if (plain is None or plain == message.plain) and new_markup == message.markup:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as "
            "a current content and reply markup of the message"
        )
    message.change(plain, source, new_markup)
    world.show("edited", message)
    return message.wire()


def delete_message(world: World, body: Body) -> object:
    message = find_message(world, body, "delete")
    message.deleted = True
    world.show("deleted", message)
    return True


def copy_message(world: World, body: Body) -> object:
    chat = world.chat_for_sending(body.fields.get("chat_id"))
    origin = world.chat(body.fields.get("from_chat_id")).find(int(body.fields.get("message_id", 0)))
    if origin is None or origin.deleted:
        raise bad_request("message to copy not found")
    copied = send(world, body, chat.id, origin.plain, origin.source, origin.kind, dict(origin.content))
    return {"message_id": copied["message_id"]}


def answer_callback_query(world: World, body: Body) -> object:
    query = world.queries.get(str(body.fields.get("callback_query_id")))
    if query is None or time() - query.asked_at > world.query_lives_s:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(str(body.fields.get("text", ""))) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answers.append(
        {"text": body.fields.get("text", ""), "show_alert": truthy(body.fields.get("show_alert"))}
    )
    return True


def send_chat_action(world: World, body: Body) -> object:
    world.chat_for_sending(body.fields.get("chat_id")).actions.append(str(body.fields.get("action")))
    return True


def set_my_commands(world: World, body: Body) -> object:
    commands = body.fields.get("commands") or []
    for command in commands:
        name = str(command.get("command", ""))
        if not (1 <= len(name) <= 32 and name == name.lower() and name.replace("_", "").isalnum()):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[commands_key(body)] = commands
    return True


def get_my_commands(world: World, body: Body) -> object:
    return world.commands.get(commands_key(body), [])


def delete_my_commands(world: World, body: Body) -> object:
    world.commands.pop(commands_key(body), None)
    return True


def commands_key(body: Body) -> str:
    scope = json.dumps(body.fields.get("scope") or {"type": "default"}, sort_keys=True)
    return f"{scope} {body.fields.get('language_code', '')}".strip()


LARGEST_FILE = 20 * 1024 * 1024  # bytes that bots may download


def get_file(world: World, body: Body) -> object:
    stored = world.files.get(str(body.fields.get("file_id")))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.content) > LARGEST_FILE:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.file_id.lower(),
        "file_size": len(stored.content),
        "file_path": stored.path,
    }


def set_message_reaction(world: World, body: Body) -> object:
    message = find_message(world, body, "react")
    message.reactions = [str(one.get("emoji", "")) for one in body.fields.get("reaction") or []]
    return True


def get_chat(world: World, body: Body) -> object:
    shown = world.chat(body.fields.get("chat_id")).wire()
    return {**shown, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": NO_GIFTS}


NO_GIFTS: Json = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


def leave_chat(world: World, body: Body) -> object:
    chat = world.chat(body.fields.get("chat_id"))
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    if chat.migrated_to is not None:
        raise moved(chat)
    chat.bot_is_member = False
    return True


METHODS: dict[str, Callable[[World, Body], object]] = {
    "getMe": get_me,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "copyMessage": copy_message,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "getFile": get_file,
    "setMessageReaction": set_message_reaction,
    "getChat": get_chat,
    "leaveChat": leave_chat,
}
BY_LOWER_NAME = {name.lower(): (name, run) for name, run in METHODS.items()}
