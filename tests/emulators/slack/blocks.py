"""Block Kit as Slack reads it: what a payload may hold, the ids that Slack adds, the words a reader sees."""

import secrets
from collections.abc import Iterator
from typing import Literal

from tests.emulators.wire import Json

Surface = Literal["message", "modal", "home"]

MAX_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
MAX_TOTAL_TEXT = 13_200
SECTION, FIELD, HEADER, CONTEXT, LABEL, BUTTON, VALUE, URL, ID = (
    3000,
    2000,
    150,
    2000,
    2000,
    75,
    2000,
    3000,
    255,
)
PLAIN, ANY_TEXT = ("plain_text",), ("plain_text", "mrkdwn")
INPUTS = frozenset(
    [
        "plain_text_input",
        "static_select",
        "multi_static_select",
        "users_select",
        "multi_users_select",
        "conversations_select",
        "channels_select",
        "external_select",
        "datepicker",
        "timepicker",
        "datetimepicker",
        "radio_buttons",
        "checkboxes",
        "number_input",
        "email_text_input",
        "url_text_input",
        "file_input",
        "rich_text_input",
    ]
)
CLICKABLE = INPUTS | {"button", "overflow", "workflow_button"}
KEYS: dict[str, frozenset[str]] = {
    "section": frozenset(["text", "fields", "accessory", "expand"]),
    "header": frozenset(("text", "level")),
    "divider": frozenset(),
    "context": frozenset(("elements",)),
    "actions": frozenset(("elements",)),
    "context_actions": frozenset(("elements",)),
    "input": frozenset(["label", "element", "dispatch_action", "hint", "optional"]),
    "image": frozenset(["image_url", "slack_file", "alt_text", "title"]),
    "rich_text": frozenset(("elements",)),
    "markdown": frozenset(("text",)),
    "video": frozenset(
        [
            "alt_text",
            "author_name",
            "description",
            "provider_icon_url",
            "provider_name",
            "thumbnail_url",
            "title",
            "title_url",
            "video_url",
        ]
    ),
    "table": frozenset(("rows", "column_settings")),
    "file": frozenset(("external_id", "source")),
}
BUTTON_KEYS = frozenset(
    ["type", "text", "action_id", "url", "value", "style", "confirm", "accessibility_label"]
)


class Checker:
    """Collects what is wrong in one list of blocks."""

    def __init__(self) -> None:
        self.errors: list[str] = []

    def wrong(self, words: str, where: str) -> None:
        self.errors.append(f"{words} [json-pointer:{where}]")

    def text(self, value: object, where: str, limit: int, kinds: tuple[str, ...]) -> None:
        if not isinstance(value, dict) or value.get("type") not in kinds:
            return self.wrong(f"must be a text object of type {' or '.join(kinds)}", where)
        words = value.get("text")
        if not isinstance(words, str) or not words:
            return self.wrong("must be more than 0 characters", f"{where}/text")
        if len(words) > limit:
            return self.wrong(f"must be less than {limit + 1} characters", f"{where}/text")
        extra = value.keys() - {"type", "text", "emoji", "verbatim"}
        if extra or (value["type"] == "mrkdwn" and "emoji" in value):
            self.wrong(f"invalid additional property: {', '.join(sorted(extra)) or 'emoji'}", where)
        return None

    def short(self, value: object, where: str, limit: int) -> None:
        if value is not None and not (isinstance(value, str) and 0 < len(value) <= limit):
            self.wrong(f"must be a string of 1 to {limit} characters", where)

    def blocks(self, blocks: object, surface: Surface) -> None:
        if not isinstance(blocks, list):
            return self.wrong("must be an array", "/blocks")
        if len(blocks) > MAX_BLOCKS[surface]:
            self.wrong(f"no more than {MAX_BLOCKS[surface]} items allowed", "/blocks")
        block_ids = [
            block.get("block_id") for block in blocks if isinstance(block, dict) and block.get("block_id")
        ]
        if len(block_ids) != len(set(block_ids)):
            self.wrong("block_id already exists", "/blocks")
        for index, block in enumerate(blocks):
            self.block(block, f"/blocks/{index}")
        return None

    def block(self, block: object, where: str) -> None:
        kind = block.get("type") if isinstance(block, dict) else None
        if not isinstance(block, dict) or kind not in KEYS:
            return self.wrong(f"unsupported type: {kind}", f"{where}/type")
        if extra := block.keys() - KEYS[kind] - {"type", "block_id"}:
            self.wrong(f"invalid additional property: {', '.join(sorted(extra))}", where)
        self.short(block.get("block_id"), f"{where}/block_id", ID)
        match kind:
            case "section":
                self.section(block, where)
            case "header":
                self.text(block.get("text"), f"{where}/text", HEADER, PLAIN)
            case "context":
                self.context(block, where)
            case "actions":
                self.elements(block, where, 25)
            case "input":
                self.text(block.get("label"), f"{where}/label", LABEL, PLAIN)
                if "hint" in block:
                    self.text(block["hint"], f"{where}/hint", LABEL, PLAIN)
                self.element(block.get("element"), f"{where}/element", INPUTS)
            case "image":
                self.short(block.get("alt_text") or "", f"{where}/alt_text", 2000)
                if "image_url" not in block and "slack_file" not in block:
                    self.wrong("missing required field: image_url", where)
            case "markdown":
                self.short(block.get("text") or "", f"{where}/text", 12_000)
            case _:
                pass
        return None

    def section(self, block: Json, where: str) -> None:
        if "text" not in block and "fields" not in block:
            self.wrong("missing required field: text", where)
        if "text" in block:
            self.text(block["text"], f"{where}/text", SECTION, ANY_TEXT)
        fields = block.get("fields", [])
        if "fields" in block and not 1 <= len(fields) <= 10:
            self.wrong("1 to 10 items allowed", f"{where}/fields")
        for index, field in enumerate(fields):
            self.text(field, f"{where}/fields/{index}", FIELD, ANY_TEXT)
        if "accessory" in block:
            self.element(block["accessory"], f"{where}/accessory", CLICKABLE | {"image"})

    def context(self, block: Json, where: str) -> None:
        elements = block.get("elements", [])
        if not 1 <= len(elements) <= 10:
            self.wrong("1 to 10 items allowed", f"{where}/elements")
        for index, element in enumerate(elements):
            if not (isinstance(element, dict) and element.get("type") == "image"):
                self.text(element, f"{where}/elements/{index}", CONTEXT, ANY_TEXT)

    def elements(self, block: Json, where: str, limit: int) -> None:
        elements = block.get("elements", [])
        if not 1 <= len(elements) <= limit:
            self.wrong(f"1 to {limit} items allowed", f"{where}/elements")
        action_ids = [element.get("action_id") for element in elements if isinstance(element, dict)]
        named = [action_id for action_id in action_ids if action_id is not None]
        if len(named) != len(set(named)):
            self.wrong("action_id already exists in this block", f"{where}/elements")
        for index, element in enumerate(elements):
            self.element(element, f"{where}/elements/{index}", CLICKABLE)

    def element(self, element: object, where: str, kinds: frozenset[str]) -> None:
        if not isinstance(element, dict) or element.get("type") not in kinds:
            kind = element.get("type") if isinstance(element, dict) else element
            return self.wrong(f"unsupported type: {kind}", f"{where}/type")
        self.short(element.get("action_id"), f"{where}/action_id", ID)
        if element["type"] == "button":
            self.button(element, where)
        for index, option in enumerate(element.get("options", [])):
            self.text(option.get("text"), f"{where}/options/{index}/text", BUTTON, ANY_TEXT)
            self.short(option.get("value") or "", f"{where}/options/{index}/value", 150)
        if "options" in element and not 1 <= len(element["options"]) <= 100:
            self.wrong("1 to 100 items allowed", f"{where}/options")
        if "placeholder" in element:
            self.text(element["placeholder"], f"{where}/placeholder", 150, PLAIN)
        if "confirm" in element:
            for name, limit in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
                if name in element["confirm"]:
                    self.text(element["confirm"][name], f"{where}/confirm/{name}", limit, ANY_TEXT)
        return None

    def button(self, element: Json, where: str) -> None:
        self.text(element.get("text"), f"{where}/text", BUTTON, PLAIN)
        self.short(element.get("value"), f"{where}/value", VALUE)
        self.short(element.get("url"), f"{where}/url", URL)
        if element.get("style") not in (None, "primary", "danger"):
            self.wrong("must be primary or danger", f"{where}/style")
        if extra := element.keys() - BUTTON_KEYS:
            self.wrong(f"invalid additional property: {', '.join(sorted(extra))}", where)


def check(blocks: object, surface: Surface) -> list[str]:
    """What Slack would complain about; empty when it would accept the blocks."""
    checker = Checker()
    checker.blocks(blocks, surface)
    return checker.errors


def with_ids(blocks: list[Json]) -> list[Json]:
    """A copy in which every block and element has an id, as Slack hands it back."""
    filled = []
    for block in blocks:
        block = {**block, "block_id": block.get("block_id") or secrets.token_urlsafe(4)}
        if "elements" in block and block["type"] == "actions":
            block["elements"] = [named(element) for element in block["elements"]]
        for place in ("accessory", "element"):
            if place in block and block[place].get("type") != "image":
                block[place] = named(block[place])
        filled.append(block)
    return filled


def named(element: Json) -> Json:
    return {**element, "action_id": element.get("action_id") or secrets.token_urlsafe(4)}


def elements_of(blocks: list[Json]) -> Iterator[tuple[str, Json]]:
    """Every element that a person can act on, with the id of its block."""
    for block in blocks:
        inside = [block[place] for place in ("accessory", "element") if place in block]
        if block["type"] == "actions":
            inside = block["elements"]
        for element in inside:
            if element["type"] in CLICKABLE:
                yield block["block_id"], element


def words_of(value: object) -> Iterator[str]:
    """The words that a reader sees, buttons and choices left out."""
    if isinstance(value, list):
        for item in value:
            yield from words_of(item)
    elif isinstance(value, dict) and value.get("type") not in CLICKABLE:
        if isinstance(value.get("text"), str):
            yield value["text"]
        for name, inner in value.items():
            if name != "block_id" and isinstance(inner, (dict, list)):
                yield from words_of(inner)
