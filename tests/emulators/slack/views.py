"""Modals and home tabs: what may be opened, pushed, updated and published, and what is submitted."""

from tests.emulators.slack import blocks as kit
from tests.emulators.slack.errors import SlackError
from tests.emulators.slack.methods import Method, person
from tests.emulators.slack.people import View
from tests.emulators.slack.workspace import Workspace
from tests.emulators.wire import Json

MAX_TITLE = 24
MAX_METADATA = 3000
MAX_STACK = 3


def open_view(workspace: Workspace, body: Json) -> Json:
    content, blocks = checked(body.get("view"), ("modal",))
    trigger = workspace.use_trigger(body.get("trigger_id"))
    return {"view": workspace.new_view(trigger.user, content, blocks).wire()}


def push_view(workspace: Workspace, body: Json) -> Json:
    content, blocks = checked(body.get("view"), ("modal",))
    trigger = workspace.use_trigger(body.get("trigger_id"))
    below = top_view(workspace, trigger.user)
    if below is None:
        raise SlackError("not_found")
    if sum(view.root_id == below.root_id and view.open for view in workspace.views.values()) >= MAX_STACK:
        raise SlackError("push_limit_reached")
    return {"view": workspace.new_view(trigger.user, content, blocks, below).wire()}


def update_view(workspace: Workspace, body: Json) -> Json:
    content, blocks = checked(body.get("view"), ("modal", "home"))
    view = workspace.views.get(str(body.get("view_id") or ""))
    if view is None and body.get("external_id"):
        view = next(
            (
                found
                for found in workspace.views.values()
                if found.content.get("external_id") == body["external_id"]
            ),
            None,
        )
    if view is None or not view.open:
        raise SlackError("not_found")
    if body.get("hash") and body["hash"] != view.hash:
        raise SlackError("hash_conflict")
    view.content, view.blocks = content, blocks
    workspace.show_view(view)
    return {"view": view.wire()}


def publish_view(workspace: Workspace, body: Json) -> Json:
    content, blocks = checked(body.get("view"), ("home",))
    account = person(workspace, body.get("user_id"))
    if account.home is None:
        account.home = workspace.new_view(account.id, content, blocks)
    else:
        account.home.content, account.home.blocks = content, blocks
        workspace.show_view(account.home)
    return {"view": account.home.wire()}


def checked(content: object, kinds: tuple[str, ...]) -> tuple[Json, list[Json]]:
    """The view without its blocks, and the blocks with their ids."""
    if not isinstance(content, dict) or content.get("type") not in kinds:
        raise invalid([f"unsupported view type [json-pointer:/view/type], expected {' or '.join(kinds)}"])
    kind: kit.Surface = "modal" if content["type"] == "modal" else "home"
    checker = kit.Checker()
    checker.blocks(content.get("blocks"), kind)
    if kind == "modal":
        checker.text(content.get("title"), "/view/title", MAX_TITLE, kit.PLAIN)
        for name in ("submit", "close"):
            if content.get(name) is not None:
                checker.text(content[name], f"/view/{name}", MAX_TITLE, kit.PLAIN)
        if any(block.get("type") == "input" for block in content.get("blocks") or []) and not content.get(
            "submit"
        ):
            checker.wrong("missing required field: submit", "/view")
    if len(str(content.get("private_metadata") or "")) > MAX_METADATA:
        checker.wrong(f"must be less than {MAX_METADATA + 1} characters", "/view/private_metadata")
    if len(str(content.get("callback_id") or "")) > kit.ID:
        checker.wrong("must be less than 256 characters", "/view/callback_id")
    if checker.errors:
        raise invalid(checker.errors)
    rest = {name: value for name, value in content.items() if name != "blocks"}
    return rest, kit.with_ids(content["blocks"])


def invalid(errors: list[str]) -> SlackError:
    return SlackError(
        "invalid_arguments", response_metadata={"messages": [f"[ERROR] {words}" for words in errors]}
    )


def top_view(workspace: Workspace, user: str) -> View | None:
    """The modal that the person sees now."""
    mine = [
        view
        for view in workspace.views.values()
        if view.user == user and view.open and view.content["type"] == "modal"
    ]
    return mine[-1] if mine else None


def submitted_state(view: View, values: dict[str, object]) -> Json:
    """The state of the view with what the person filled in; keys are block/action, action_id or block_id."""
    state: Json = {}
    unused = set(values)
    for block in view.blocks:
        for block_id, element in kit.elements_of([block]):
            if element["type"] == "button":
                continue
            given: object = None
            for key in (f"{block_id}/{element['action_id']}", element["action_id"], block_id):
                if key in values:
                    given = values[key]
                    unused.discard(key)
            answer = filled(element, given)
            if block["type"] == "input" and not block.get("optional") and empty(answer):
                raise AssertionError(f"Slack would not let go of the modal: {block_id} is not filled in")
            state.setdefault(block_id, {})[element["action_id"]] = answer
    if unused:
        raise AssertionError(f"the modal has no input {sorted(unused)}; it has {state}")
    return {"values": state}


def filled(element: Json, given: object) -> Json:
    """One element's state. A choice may be given by its value or by its words."""
    kind = str(element["type"])
    match kind:
        case "plain_text_input" | "number_input" | "email_text_input" | "url_text_input":
            words = given if given is not None else element.get("initial_value")
            return {"type": kind, "value": None if words is None else str(words)}
        case "static_select" | "radio_buttons" | "overflow":
            initial = element.get("initial_option")
            return {"type": kind, "selected_option": initial if given is None else choice(element, given)}
        case "checkboxes" | "multi_static_select":
            if given is None:
                return {"type": kind, "selected_options": element.get("initial_options", [])}
            several = given if isinstance(given, (list, tuple)) else [given]
            return {"type": kind, "selected_options": [choice(element, one) for one in several]}
        case "datepicker":
            return {"type": kind, "selected_date": given or element.get("initial_date")}
        case "timepicker":
            return {"type": kind, "selected_time": given or element.get("initial_time")}
        case "datetimepicker":
            return {"type": kind, "selected_date_time": given or element.get("initial_date_time")}
        case "users_select":
            return {"type": kind, "selected_user": given or element.get("initial_user")}
        case "conversations_select" | "channels_select":
            return {"type": kind, f"selected_{kind.split('s_')[0]}": given}
        case _:
            return {"type": kind, "value": given}


def choice(element: Json, given: object) -> Json:
    for option in element.get("options", []):
        if given in (option.get("value"), option["text"]["text"]):
            return {"text": option["text"], "value": option.get("value")}
    raise AssertionError(
        f"no choice {given!r} in {[option['text']['text'] for option in element['options']]}"
    )


def empty(answer: Json) -> bool:
    return not any(value for name, value in answer.items() if name != "type")


METHODS: dict[str, tuple[Method, str]] = {
    "views.open": (open_view, ""),
    "views.push": (push_view, ""),
    "views.update": (update_view, ""),
    "views.publish": (publish_view, ""),
}
