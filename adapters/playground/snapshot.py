"""Snapshot: the whole screen as one JSON document, in the form in which the page draws it."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from adapters.playground.desk import Desk
from adapters.playground.guide import Guide, Stop, progress, stops
from adapters.playground.phone import CHATS
from adapters.playground.screen import Bubble, Form, Post, Screen, Toast, Whisper
from bot.core.ports import Clock
from escalation.words import Coach

_NAMES = {chat: name for name, chat in CHATS.items()}

_BUBBLE = TypeAdapter(Bubble)
_POST = TypeAdapter(Post)
_WHISPER = TypeAdapter(Whisper)
_FORM = TypeAdapter(Form)
_TOAST = TypeAdapter(Toast)
_STOP = TypeAdapter(Stop)


def snapshot(screen: Screen, clock: Clock, guide: Guide, desk: Desk) -> str:
    """What both sides see now. Whispers and the open form are the present coach's alone."""
    seen = screen.seen
    me = desk.coach
    return json.dumps(
        {
            "version": screen.version,
            "now": clock.now().isoformat(),
            "practice": guide.practice,
            "zone": guide.zone,
            "client": guide.client,
            "link": guide.link,
            "commands": guide.commands,
            "coaches": [_coach(coach) for coach in guide.coaches],
            "persona": me,
            "guide": [_STOP.dump_python(stop, mode="json") for stop in stops(guide)],
            "progress": progress(guide, seen.deeds),
            "deeds": list(seen.deeds),
            "blocked": [_NAMES[chat] for chat in seen.blocked if chat in _NAMES],
            "bubbles": [_bubble(bubble) for bubble in seen.bubbles if bubble.chat in _NAMES],
            "posts": [_post(post) for post in seen.posts],
            "whispers": [_WHISPER.dump_python(w, mode="json") for w in seen.whispers if w.coach == me],
            "form": _form(seen.form) if seen.form and seen.form.coach == me else None,
            "toasts": [_TOAST.dump_python(toast, mode="json") for toast in seen.toasts],
        }
    )


def _coach(coach: Coach) -> dict[str, str]:
    return {"name": coach.name, "role": coach.role.value, "mention": coach.slack_user or coach.name}


def _bubble(bubble: Bubble) -> dict[str, object]:
    shown: dict[str, object] = _BUBBLE.dump_python(bubble, mode="json", exclude={"content", "update"})
    return shown | {"chat": _NAMES[bubble.chat]}


def _post(post: Post) -> dict[str, object]:
    shown: dict[str, object] = _POST.dump_python(post, mode="json")
    return shown | {"blocks": json.loads(post.blocks) if post.blocks else []}


def _form(form: Form) -> dict[str, object]:
    shown: dict[str, object] = _FORM.dump_python(form, mode="json")
    return shown | {"view": json.loads(form.view)}
