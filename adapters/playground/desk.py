"""The coach's hands: what the visitor does in the escalation channel, turned into Acts for the engine."""

from __future__ import annotations

from adapters.playground.forms import form_json, read
from adapters.playground.guide import Guide
from adapters.playground.screen import Form, Post, Screen, Whisper
from adapters.playground.wire import SubmitIn
from adapters.slack.modals import Incomplete
from bot.core.acts import Act, ActReply, Doing, Press, ThreadWords
from bot.core.ports import Clock, Inbox

CHANNEL = "playground"
OPENS = {
    "page.note": "note",
    "page.monitor": "monitor",
}  # buttons that ask first and act when the form is sent


class Desk:
    """Acts for the coach whose place the visitor has taken."""

    def __init__(self, screen: Screen, inbox: Inbox, clock: Clock, guide: Guide) -> None:
        self._screen = screen
        self._inbox = inbox
        self._clock = clock
        self._guide = guide

    @property
    def coach(self) -> str:
        """The chosen coach, else the first of the practice."""
        names = [coach.name for coach in self._guide.coaches]
        chosen = self._screen.seen.persona
        return chosen if chosen in names else next(iter(names), "")

    async def press(self, action: str, value: str) -> None:
        self._screen.tried(action)
        escalation = value.rpartition(":")[0]
        if action in OPENS:
            self._open(OPENS[action], escalation)
            return
        await self._act(Press(action, value), act_id="")

    async def submit(self, sent: SubmitIn) -> str:
        """Send the form. Returns what is wrong with it, for people; empty when it was taken and closed."""
        doing = read(sent.view, sent.escalation, sent.fields, self._guide.zone)
        if isinstance(doing, Incomplete):
            return doing.complaint
        await self._act(doing, act_id=self._screen.next_id())
        return ""

    async def reply(self, thread: str, text: str) -> bool:
        """Write in a card's thread; False if there is no such thread any more."""
        if self._screen.post(thread) is None:
            return False
        self._screen.tried("thread")
        post = Post(
            ref=self._screen.next_id(), text=text, at=self._clock.now(), thread=thread, coach=self.coach
        )
        self._screen.put(post)
        try:
            await self._act(ThreadWords(thread, post.ref, text), act_id=post.ref, thread=thread)
        except BaseException:
            self._screen.remove(post.ref)  # what stands in the thread has been stored
            raise
        return True

    async def slash(self, words: str) -> None:
        asker = self.coach
        answer = await self._inbox.ask(asker, CHANNEL, words)
        self._whisper(asker, answer, thread="", asked=f"/handrail {words}".strip())

    async def _act(self, doing: Doing, act_id: str, thread: str = "") -> None:
        """Tell the engine; then the form that it wants filled in is open, or none is."""
        actor = self.coach
        reply: ActReply = await self._inbox.act(Act(CHANNEL, actor, doing, act_id))
        if reply.text:
            self._whisper(actor, reply.text, thread, asked="")
        if reply.modal:
            labelled = isinstance(doing, Press) and doing.action == "page.false_alarm"
            about = doing.value.rpartition(":")[0] if isinstance(doing, Press) else ""
            self._open(reply.modal, reply.escalation or about, "false_alarm" if labelled else "")
        elif not isinstance(doing, Press | ThreadWords):
            self._screen.close()

    def _open(self, form: str, escalation: str, outcome: str = "") -> None:
        self._screen.open(Form(form, escalation, self.coach, form_json(form, escalation, outcome)))

    def _whisper(self, coach: str, text: str, thread: str, asked: str) -> None:
        self._screen.whisper(Whisper(self._screen.next_id(), coach, text, self._clock.now(), thread, asked))
