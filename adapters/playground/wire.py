"""Wire: what the page sends. Pydantic reads it; anything else in a body is refused with 422."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(max_length=4096)]  # what Telegram lets through
Id = Annotated[str, Field(max_length=100)]
Chat = Literal["client", "stranger"]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Write(_Body):
    text: Text
    chat: Chat = "client"


class Tap(_Body):
    tap: Annotated[str, Field(max_length=64)]
    message: Id
    chat: Chat = "client"


class Edit(_Body):
    edit: Text
    message: Id
    chat: Chat = "client"


class Media(_Body):
    media: Literal["photo", "voice", "video", "sticker"]
    caption: Annotated[str, Field(max_length=1024)] = ""
    chat: Chat = "client"


class Place(_Body):
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]


class Location(_Body):
    location: Place
    chat: Chat = "client"


class Again(_Body):
    """Send a message that did not arrive once more, as the very same update."""

    again: Id


class Block(_Body):
    block: bool
    chat: Chat = "client"


ByClient = Write | Tap | Edit | Media | Location | Again | Block


class PressIn(_Body):
    action: Annotated[str, Field(min_length=1, max_length=100)]
    value: Annotated[str, Field(max_length=2000)] = ""


class SubmitIn(_Body):
    view: Literal["note", "outcome", "monitor"]
    escalation: Id
    fields: dict[Annotated[str, Field(max_length=50)], Annotated[str, Field(max_length=3000)]]


class ReplyIn(_Body):
    thread: Id
    text: Annotated[str, Field(min_length=1, max_length=4096)]


class SlashIn(_Body):
    words: Annotated[str, Field(max_length=500)]


class HushIn(_Body):
    whisper: Id


class Move(_Body):
    seconds: Annotated[int, Field(ge=1, le=31 * 24 * 3600)]


class MoveTo(_Body):
    to: Literal["tomorrow-morning"]


ByClock = Move | MoveTo


class PersonaIn(_Body):
    coach: Annotated[str, Field(max_length=100)]
