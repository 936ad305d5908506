"""Checks what the bot wants to send: the text, its buttons, the message it names, the file it brings."""

from urllib.parse import urlsplit

from tests.emulators.telegram.chats import Message
from tests.emulators.telegram.errors import bad_request
from tests.emulators.telegram.markup import Plain, parse
from tests.emulators.telegram.world import StoredFile, World
from tests.emulators.wire import Body, Json

MAX_TEXT = 4096  # code points after parsing, not UTF-16 units
MAX_DATA_BYTES = 64
MAX_BUTTONS = 100


def checked_text(source: str, body: Body) -> Plain:
    plain = parse(source, body.fields.get("parse_mode"))
    if not plain.text.strip():
        raise bad_request("message text is empty")
    if len(plain.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return plain


def checked_markup(body: Body) -> Json:
    markup = body.fields.get("reply_markup") or {}
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    cells = [cell for row in markup.get("inline_keyboard", []) for cell in row]
    if len(cells) > MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for cell in cells:
        data = cell.get("callback_data")
        if not str(cell.get("text", "")).strip():
            raise bad_request('can\'t parse inline keyboard button: Field "text" must be non-empty')
        if data is not None and not 1 <= len(str(data).encode()) <= MAX_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        if "url" in cell and urlsplit(str(cell["url"])).scheme not in ("http", "https", "tg"):
            raise bad_request(f"inline keyboard button URL '{cell['url']}' is invalid: Wrong HTTP URL")
        if len(cell.keys() - {"text", "style", "icon_custom_emoji_id"}) != 1:
            raise bad_request(
                "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
            )
    return markup


def find_message(world: World, body: Body, purpose: str) -> Message:
    chat = world.chat_for_sending(body.fields.get("chat_id"))
    message = chat.find(int(body.fields.get("message_id", 0)))
    if message is None or message.deleted:
        raise bad_request(f"message to {purpose} not found")
    return message


def own_message(world: World, body: Body, purpose: str) -> Message:
    message = find_message(world, body, purpose)
    if not message.from_bot:
        raise bad_request(f"message can't be {purpose}ed")
    return message


def incoming_file(world: World, body: Body, field: str, folder: str, default_name: str) -> StoredFile:
    """The uploaded file, or one the bot names by its file_id."""
    given = str(body.fields.get(field, ""))
    upload = body.files.get(given.removeprefix("attach://")) or body.files.get(field)
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return world.store_file(folder, upload.name or default_name, upload.content)
    if given in world.files:
        return world.files[given]
    if not given:
        raise bad_request(f"there is no {field} in the request")
    raise bad_request("wrong file identifier/HTTP URL specified")
