"""A person in Slack: presses buttons, replies in threads, types commands, fills in modals, sees answers."""

import asyncio
from time import perf_counter, time

from tests.emulators.feed import Wanted, contains
from tests.emulators.slack.blocks import elements_of
from tests.emulators.slack.channels import Channel, Expected, Message, Version, fits
from tests.emulators.slack.events import changed_event, deleted_event, message_event, subscription_of
from tests.emulators.slack.identity import APP_ID, BOT_USER, TEAM
from tests.emulators.slack.interaction import Delivery, has, show_answer
from tests.emulators.slack.people import Account, View
from tests.emulators.slack.typed import as_typed
from tests.emulators.slack.views import checked, filled, submitted_state, top_view
from tests.emulators.slack.workspace import Workspace
from tests.emulators.wire import Json


class Coach:
    """One member of the workspace. Actions return when the app acknowledged, or Slack gave up on it."""

    def __init__(self, workspace: Workspace, account: Account) -> None:
        self._workspace = workspace
        self.account = account
        self.id = account.id
        self.name = account.name

    @property
    def dms(self) -> Channel:
        """The direct conversation with the app."""
        return self._workspace.direct(self.account)

    @property
    def ephemerals(self) -> list[Message]:
        """What only this person was shown, oldest first."""
        return self.account.ephemerals.items

    @property
    def view(self) -> View | None:
        """The modal on this person's screen."""
        return top_view(self._workspace, self.id)

    @property
    def home(self) -> View | None:
        return self.account.home

    async def expect_ephemeral(self, wanted: Expected, timeout: float = 5) -> Message:
        """The next message shown to this person only that fits, after the last one expected."""
        return await self.account.ephemerals.expect(
            lambda message: fits(wanted, message, message.now), timeout
        )

    async def expect_view(self, wanted: Wanted = "", timeout: float = 5) -> View:
        """The next opening or update of a modal or home tab with such words, after the last one expected."""
        return (await self.account.views.expect(lambda seen: contains(wanted, seen[1]), timeout))[0]

    async def press(
        self,
        action_id: str,
        message: Message | None = None,
        channel: Channel | None = None,
        view: View | None = None,
        option: object = None,
        timeout: float = 5,
    ) -> Delivery:
        """Press a button, or choose an option, on the newest visible message that has it; waits for it."""
        if view is not None:
            return await self._act(self._find(view.blocks, action_id, view.view_id), option, view, None)
        ends_at = perf_counter() + timeout
        while (target := message or self._newest(action_id, channel)) is None:
            if perf_counter() > ends_at:
                raise AssertionError(f"{self.name} sees no message with {action_id!r}")
            await asyncio.sleep(0.01)
        # A message named by hand may have changed meanwhile; a slow screen still shows the old button.
        shown = [target.now, *reversed(target.edits)]
        version = next((old for old in shown if has(old, action_id)), target.now)
        return await self._act(self._find(list(version.blocks), action_id, target.ts), option, None, target)

    async def reply(self, thread: Message | str, text: str, channel: Channel | None = None) -> Delivery:
        """Write in the thread of this message."""
        parent = thread if isinstance(thread, Message) else self._message(thread, channel)
        return await self._say(parent.channel, text, parent.thread_ts or parent.ts)

    async def say(self, channel: Channel, text: str) -> Delivery:
        """Write in the channel itself."""
        return await self._say(channel, text, None)

    async def dm(self, text: str) -> Delivery:
        """Write to the app directly."""
        return await self._say(self.dms, text, None)

    async def share(
        self,
        channel: Channel,
        mimetype: str,
        text: str = "",
        name: str = "file",
        subtype: str = "",
        content: bytes = b"a file",
        more: tuple[bytes, ...] = (),
    ) -> Delivery:
        """Put a file (and `more` of its kind) into the channel; a voice clip has the subtype slack_audio."""
        message = self._workspace.post(channel, self.id, Version(as_typed(text), (), None))
        message.files = [
            self._file(each, mimetype, name) | ({"subtype": subtype} if subtype else {})
            for each in (content, *more)
        ]
        channel.show("posted", message)
        event = message_event(message) | {"subtype": "file_share"}
        return Delivery(await self._workspace.tell_event(subscription_of(channel), event), message)

    def _file(self, content: bytes, mimetype: str, name: str) -> Json:
        id_ = f"F{self._workspace.number():05d}"
        address = f"{self._workspace.public_url}/files-pri/T1-{id_}/download/{name}"
        file: Json = {
            "id": id_,
            "name": name,
            "title": name,
            "mimetype": mimetype,
            "user": self.id,
            "size": len(content),
            "url_private": address.replace("/download/", "/"),
            "url_private_download": address,
        }
        self._workspace.files[id_] = file | {"content": content}
        return file

    async def edit(self, message: Message, text: str) -> Delivery:
        """Change one's own earlier message."""
        before = message.wire()
        message.edits.append(message.now)
        message.now = Version(as_typed(text), (), None)
        message.channel.show("updated", message)
        event = changed_event(message, before, self._workspace.new_ts())
        return Delivery(await self._workspace.tell_event(subscription_of(message.channel), event), message)

    async def delete(self, message: Message) -> Delivery:
        """Take back one's own message."""
        event = deleted_event(message, self._workspace.new_ts())
        message.deleted = True
        message.channel.show("deleted", message)
        return Delivery(await self._workspace.tell_event(subscription_of(message.channel), event), message)

    async def react(self, message: Message, name: str) -> Delivery:
        message.reactions.setdefault(name, []).append(self.id)
        event: Json = {
            "type": "reaction_added",
            "user": self.id,
            "reaction": name,
            "item": {"type": "message", "channel": message.channel.id, "ts": message.ts},
            "item_user": message.user,
            "event_ts": self._workspace.new_ts(),
        }
        return Delivery(await self._workspace.tell_event("reaction_added", event), message)

    async def open_home(self) -> Delivery:
        """Open the app's home tab."""
        event: Json = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": self.dms.id,
            "tab": "home",
            "event_ts": self._workspace.new_ts(),
        }
        if self.home is not None:
            event["view"] = self.home.wire()
        return Delivery(await self._workspace.tell_event("app_home_opened", event))

    async def slash(self, command: str, text: str = "", channel: Channel | None = None) -> Delivery:
        """Type a slash command; words in the acknowledgement are shown to this person only, or to all."""
        place = channel or next(iter(self._workspace.channels.values()))
        payload: Json = {
            "token": "verification-token",
            "team_id": TEAM,
            "team_domain": "practice",
            "channel_id": place.id,
            "channel_name": place.name,
            "user_id": self.id,
            "user_name": self.name.lower(),
            "command": command,
            "text": text,
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
            "response_url": self._workspace.new_response_url(self.id, place, None),
            "trigger_id": self._workspace.new_trigger(self.id),
        }
        delivery = Delivery(await self._workspace.tell("slash_commands", payload))
        if delivery.payload.get("text") or delivery.payload.get("blocks"):
            show_answer(self._workspace, self.account, place, delivery.payload)
        return delivery

    async def submit_view(self, view: View | str, values: dict[str, object]) -> Delivery:
        """Fill in and send a modal. It closes, changes or shows errors, as the acknowledgement says."""
        modal = self._view(view)
        wire = modal.wire() | {"state": submitted_state(modal, values)}
        payload = self._interaction("view_submission") | {"view": wire, "response_urls": []}
        delivery = Delivery(await self._workspace.tell("interactive", payload))
        if not delivery.acked:
            return delivery
        match delivery.payload.get("response_action"):
            case "errors":
                pass
            case "clear":
                for shown in self._workspace.views.values():
                    shown.open = shown.open and shown.root_id != modal.root_id
            case "update" | "push" as change:
                content, blocks = checked(delivery.payload["view"], ("modal",))
                if change == "push":
                    self._workspace.new_view(self.id, content, blocks, modal)
                else:
                    modal.content, modal.blocks = content, blocks
                    self._workspace.show_view(modal)
            case _:
                modal.open = False
        return delivery

    async def close_view(self, view: View | str) -> Delivery:
        """Close a modal without sending it; the app hears of it only if it asked to."""
        modal = self._view(view)
        modal.open = False
        if not modal.content.get("notify_on_close"):
            return Delivery(None)
        payload = self._interaction("view_closed") | {"view": modal.wire(), "is_cleared": False}
        return Delivery(await self._workspace.tell("interactive", payload))

    async def _act(
        self, found: tuple[str, Json], option: object, view: View | None, message: Message | None
    ) -> Delivery:
        block_id, element = found
        action: Json = {
            "action_id": element["action_id"],
            "block_id": block_id,
            "type": element["type"],
            "action_ts": self._workspace.new_ts(),
        }
        state: Json = {}
        if element["type"] == "button":
            action["text"] = element["text"]
            action |= {name: element[name] for name in ("value", "style", "url") if name in element}
        else:
            chosen = filled(element, option)
            action |= chosen
            state = {block_id: {element["action_id"]: chosen}}
        payload = self._interaction("block_actions") | {"actions": [action], "token": "verification-token"}
        if view is not None:
            payload |= {"view": view.wire(), "container": {"type": "view", "view_id": view.view_id}}
        elif message is not None:
            payload |= {"state": {"values": state}, **self._place(message)}
        return Delivery(await self._workspace.tell("interactive", payload), message)

    def _place(self, message: Message) -> Json:
        """Where a pressed button stood. The payload of an ephemeral message does not carry the message."""
        channel = message.channel
        ephemeral = message.ephemeral_to is not None
        container: Json = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": ephemeral,
        }
        if message.thread_ts is not None:
            container["thread_ts"] = message.thread_ts
        place: Json = {
            "container": container,
            "channel": {"id": channel.id, "name": channel.name},
            "response_url": self._workspace.new_response_url(self.id, channel, message),
        }
        return place if ephemeral else place | {"message": message.wire()}

    def _interaction(self, kind: str) -> Json:
        return {
            "type": kind,
            "user": {
                "id": self.id,
                "username": self.name.lower(),
                "name": self.name.lower(),
                "team_id": TEAM,
            },
            "team": {"id": TEAM, "domain": "practice"},
            "api_app_id": APP_ID,
            "enterprise": None,
            "is_enterprise_install": False,
            "trigger_id": self._workspace.new_trigger(self.id),
        }

    async def _say(self, channel: Channel, text: str, thread_ts: str | None) -> Delivery:
        if self.id not in channel.members:
            channel.members.append(self.id)
        message = self._workspace.post(channel, self.id, Version(as_typed(text), (), None), thread_ts)
        channel.show("posted", message)
        if not channel.bot_is_member:
            return Delivery(None, message)
        event = message_event(message) | {"client_msg_id": f"{int(time())}-{message.ts}"}
        envelope = await self._workspace.tell_event(subscription_of(channel), event)
        if f"<@{BOT_USER}>" in text:
            await self._workspace.tell_event("app_mention", event | {"type": "app_mention"})
        return Delivery(envelope, message)

    def _newest(self, action_id: str, channel: Channel | None) -> Message | None:
        visible = [
            message
            for place in ([channel] if channel is not None else self._workspace.channels.values())
            for message in place.everything
            if place.kind != "im" or self.id in place.members
        ]
        whispered = [message for message in self.ephemerals if channel is None or message.channel is channel]
        fitting = [message for message in visible + whispered if has(message.now, action_id)]
        return max(fitting, key=lambda message: float(message.ts), default=None)

    def _find(self, blocks: list[Json], action_id: str, where: str) -> tuple[str, Json]:
        for block_id, element in elements_of(blocks):
            if element["action_id"] == action_id:
                return block_id, element
        raise AssertionError(f"no element {action_id!r} in {where}")

    def _message(self, ts: str, channel: Channel | None) -> Message:
        places = [channel] if channel is not None else list(self._workspace.channels.values())
        for place in places:
            if (found := place.find(ts)) is not None:
                return found
        raise AssertionError(f"no message {ts}")

    def _view(self, view: View | str) -> View:
        modal = view if isinstance(view, View) else self._workspace.views[view]
        if modal.user != self.id or not modal.open:
            raise AssertionError(f"{self.name} does not have the modal {modal.view_id} open")
        return modal
