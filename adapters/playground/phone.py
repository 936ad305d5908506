"""The phone's listening side: what the visitor does as a client, turned into Updates for the engine."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from adapters.playground.guide import deed_of_words
from adapters.playground.screen import Bubble, Delivery, Screen, Side
from adapters.playground.wire import Again, Block, ByClient, Edit, Location, Media, Tap, Write
from bot.core.ports import Clock, Inbox
from bot.core.update import (
    Blocked,
    Body,
    Edited,
    SentMedia,
    SharedLocation,
    Tapped,
    Unblocked,
    Update,
    Wrote,
)

CHANNEL = "playground"
CLIENT = "playground-client"
STRANGER = "playground-stranger"  # somebody without an invite
CHATS = {"client": CLIENT, "stranger": STRANGER}


class Phone:
    """Shows what was written at once, and that it arrived only when the engine has stored it."""

    def __init__(self, screen: Screen, inbox: Inbox, clock: Clock) -> None:
        self._screen = screen
        self._inbox = inbox
        self._clock = clock

    async def handle(self, said: ByClient) -> bool:
        """Pass `said` to the engine; raises when nothing was stored. False: no such message here."""
        match said:
            case Write(text=text, chat=chat):
                self._tried(deed_of_words(text))
                bubble = self._bubble(chat, text, media="")
                await self._carry(bubble, Wrote(text, bubble.id))
            case Media(media=kind, caption=caption, chat=chat):
                bubble = self._bubble(chat, caption, media=kind)
                await self._carry(bubble, SentMedia(kind, caption, bubble.id))
            case Location(location=place, chat=chat):
                bubble = self._bubble(chat, f"{place.latitude:.2f}, {place.longitude:.2f}", media="location")
                await self._carry(bubble, SharedLocation(place.latitude, place.longitude, bubble.id))
            case Tap(tap=data, message=message, chat=chat):
                self._tried("agree" if data.startswith("consent.yes") else "")
                update = self._screen.next_id()
                await self._receive(update, CHATS[chat], Tapped(data, message, update))
            case Edit(edit=text, message=message):
                return await self._edit(message, text)
            case Again(again=message):
                return await self._again(message)
            case Block(block=blocked, chat=chat):
                await self._block(CHATS[chat], Blocked() if blocked else Unblocked())
            case _:
                assert_never(said)
        return True

    def _bubble(self, chat: str, text: str, media: str) -> Bubble:
        bubble = Bubble(
            id=self._screen.next_id(),
            chat=CHATS[chat],
            side=Side.CLIENT,
            text=text,
            at=self._clock.now(),
            media=media,
            delivery=Delivery.SENDING,
            update=self._screen.next_id(),
        )
        self._screen.show(bubble)
        return bubble

    async def _edit(self, message: str, text: str) -> bool:
        bubble = self._screen.bubble(message)
        if bubble is None or bubble.side is not Side.CLIENT:
            return False
        changed = replace(
            bubble, text=text, edited=True, delivery=Delivery.SENDING, update=self._screen.next_id()
        )
        self._screen.rewrite(changed)
        await self._carry(changed, Edited(text, message))
        return True

    async def _again(self, message: str) -> bool:
        bubble = self._screen.bubble(message)
        if bubble is None or bubble.delivery is Delivery.DELIVERED:
            return False
        await self._carry(bubble, _body_of(bubble))
        return True

    async def _block(self, chat: str, body: Blocked | Unblocked) -> None:
        if isinstance(body, Blocked):
            self._screen.block(chat)
        else:
            self._screen.unblock(chat)
        await self._receive(self._screen.next_id(), chat, body)

    async def _carry(self, bubble: Bubble, body: Body) -> None:
        try:
            await self._receive(bubble.update, bubble.chat, body)
        except BaseException:
            self._deliver(bubble.id, Delivery.FAILED)
            raise
        self._deliver(bubble.id, Delivery.DELIVERED)

    async def _receive(self, update: str, chat: str, body: Body) -> None:
        await self._inbox.receive(
            Update(channel=CHANNEL, id=update, chat=chat, sender=chat, sent_at=self._clock.now(), body=body)
        )

    def _deliver(self, message: str, delivery: Delivery) -> None:
        bubble = self._screen.bubble(message)  # read again: much may have been written meanwhile
        if bubble is not None:
            self._screen.rewrite(replace(bubble, delivery=delivery))

    def _tried(self, deed: str) -> None:
        if deed:
            self._screen.tried(deed)


def _body_of(bubble: Bubble) -> Body:
    """What a bubble that has not arrived wanted to say."""
    if bubble.edited:
        return Edited(bubble.text, bubble.id)
    match bubble.media:
        case "":
            return Wrote(bubble.text, bubble.id)
        case "location":
            latitude, _, longitude = bubble.text.partition(",")
            return SharedLocation(float(latitude), float(longitude), bubble.id)
        case kind:
            return SentMedia(kind, bubble.text, bubble.id)
