"""The forms that a coach fills in, and what a filled-in form says. Pure; the playground draws the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.slack.blocks import Block, plain_text, section
from adapters.slack.payload import Payload, number, part, words
from adapters.slack.words import fit
from bot.core.acts import Monitor, Note, Outcome

NOTE, OUTCOME, MONITOR, LOADING = "note", "outcome", "monitor", "loading"
FORMS = (NOTE, OUTCOME, MONITOR)
PREFIX = "handrail."  # a callback_id is this and the name of the form

OUTCOMES: dict[str, str] = {
    "helped": "Helped: they are safe for now",
    "referred": "Referred to somebody else",
    "emergency_services": "Emergency services were called",
    "false_alarm": "False alarm",
    "no_contact": "No contact",
    "other": "Something else",
}

LONGEST = 3_000  # Slack's limit for a text input


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A form that cannot be used yet; Slack shows `complaint` below the input."""

    input: str
    complaint: str


def loading_view() -> Block:
    """Shown at once, because a trigger lives three seconds; the form replaces it."""
    return {**_modal("Handrail"), "callback_id": PREFIX + LOADING, "blocks": [section("One moment …")]}


def said_view(text: str) -> Block:
    """In place of a form that is not wanted after all."""
    return {
        **_modal("Handrail"),
        "callback_id": PREFIX + LOADING,
        "blocks": [section(fit(text, 2_900) or "Done.")],
    }


def form_view(form: str, escalation: str, outcome: str = "") -> Block:
    """The form "note", "outcome" or "monitor" for one escalation; `outcome` is chosen beforehand."""
    match form:
        case "outcome":
            return _form(form, "How did it end?", escalation, [_outcome(outcome), _note("Note", True)])
        case "monitor":
            return _form(form, "Watch until", escalation, [_until(), _note("Note", True)])
        case "note":
            return _form(form, "Add a note", escalation, [_note("Note", False)])
        case _:
            raise ValueError(f"no form is called {form!r}; the forms are {', '.join(FORMS)}")


def filled_in(view: Payload) -> Outcome | Monitor | Note | Incomplete | None:
    """What a submitted view says; None if it is not one of our forms."""
    escalation = words(view, "private_metadata")
    form = words(view, "callback_id").removeprefix(PREFIX)
    if not escalation or form not in FORMS:
        return None
    values = part(view, "state", "values")
    note = words(values, "note", "note", "value").strip()
    match form:
        case "outcome":
            chosen = words(values, "outcome", "outcome", "selected_option", "value")
            return Outcome(escalation, chosen, note) if chosen else Incomplete("outcome", "Choose one.")
        case "monitor":
            seconds = number(values, "until", "until", "selected_date_time")
            if seconds is None:
                return Incomplete("until", "Choose a day and a time.")
            return Monitor(escalation, datetime.fromtimestamp(seconds, UTC), note)
        case _:
            return Note(escalation, note) if note else Incomplete("note", "Write something.")


def _form(form: str, title: str, escalation: str, inputs: list[Block]) -> Block:
    return {
        **_modal(title),
        "callback_id": PREFIX + form,
        "private_metadata": escalation,
        "submit": plain_text("Save", 24),
        "blocks": inputs,
    }


def _modal(title: str) -> Block:
    return {"type": "modal", "title": plain_text(title, 24), "close": plain_text("Close", 24)}


def _input(name: str, label: str, element: Block, **more: object) -> Block:
    return {
        "type": "input",
        "block_id": name,
        "label": plain_text(label, 100),
        "element": {"action_id": name, **element},
        **more,
    }


def _note(label: str, optional: object) -> Block:
    element: Block = {"type": "plain_text_input", "multiline": True, "max_length": LONGEST}
    return _input("note", label, element, optional=optional)


def _until() -> Block:
    return _input("until", "Until", {"type": "datetimepicker"})


def _outcome(chosen: str) -> Block:
    options = {value: {"text": plain_text(label, 75), "value": value} for value, label in OUTCOMES.items()}
    element: Block = {"type": "static_select", "options": list(options.values())}
    if chosen in options:
        element = {**element, "initial_option": options[chosen]}
    return _input("outcome", "Outcome", element)
