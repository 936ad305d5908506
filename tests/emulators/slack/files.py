"""Uploads in the present three steps: ask for an address, post the bytes there, complete into a channel."""

from tests.emulators.slack.channels import Version
from tests.emulators.slack.errors import SlackError
from tests.emulators.slack.events import message_event
from tests.emulators.slack.identity import BOT_USER
from tests.emulators.slack.methods import Method, writable
from tests.emulators.slack.workspace import Workspace
from tests.emulators.wire import Json


def upload_address(workspace: Workspace, body: Json) -> Json:
    name, length = str(body.get("filename") or ""), int(body.get("length") or 0)
    if not name or length <= 0:
        raise SlackError("invalid_arguments")
    file_id = f"F{workspace.number():05d}"
    workspace.files[file_id] = {"id": file_id, "name": name, "title": name, "size": length, "content": None}
    return {"file_id": file_id, "upload_url": f"{workspace.public_url}/upload/{file_id}"}


def complete_upload(workspace: Workspace, body: Json) -> Json:
    completed = []
    for given in body.get("files") or []:
        file = workspace.files.get(str(given.get("id")))
        if file is None or file["content"] is None:
            raise SlackError("file_not_found")
        file["title"] = given.get("title") or file["title"]
        completed.append(shown(file))
    if body.get("channel_id"):
        channel = writable(workspace, {"channel": body["channel_id"]})
        version = Version(str(body.get("initial_comment") or ""), (), None)
        thread_ts = body.get("thread_ts") or None
        if thread_ts is not None and channel.find(thread_ts) is None:
            raise SlackError("thread_not_found")
        message = workspace.post(channel, BOT_USER, version, thread_ts)
        message.files = completed
        channel.show("posted", message)
        # Such an event is known to come without a bot_id: only its user is the app's.
        workspace.echo(channel, message_event(message) | {"subtype": "file_share", "upload": True})
    # In which message it stands is not told here: the sharing goes on behind the answer.
    return {"files": [{"id": file["id"], "title": file["title"]} for file in completed]}


def file_info(workspace: Workspace, body: Json) -> Json:
    file = workspace.files.get(str(body.get("file")))
    if file is None:
        raise SlackError("file_not_found")
    if file.get("deleted"):
        raise SlackError("file_deleted")
    return {"file": shown(file) | {"shares": shares(workspace, str(file["id"]))}}


def delete_file(workspace: Workspace, body: Json) -> Json:
    """The messages that showed it stay, with their words and a stone where the file was."""
    file = workspace.files.get(str(body.get("file")))
    if file is None:
        raise SlackError("file_not_found")
    if file.get("deleted"):
        raise SlackError("file_deleted")
    if file.get("user") not in (None, BOT_USER):
        raise SlackError("cant_delete_file")
    file["deleted"], file["content"] = True, None
    for channel in workspace.channels.values():
        for message in channel.history:
            if any(each["id"] == file["id"] for each in message.files):
                message.files = [{"id": file["id"], "mode": "tombstone"}]
    return {}


def shares(workspace: Workspace, file_id: str) -> Json:
    """Where the file stands, by the kind of channel."""
    found: Json = {}
    for channel in workspace.channels.values():
        places = [
            {"ts": message.ts} | ({"thread_ts": message.thread_ts} if message.thread_ts else {})
            for message in channel.everything
            if any(each["id"] == file_id for each in message.files)
        ]
        if places:
            found.setdefault("public" if channel.kind == "channel" else "private", {})[channel.id] = places
    return found


def shown(file: Json) -> Json:
    return {name: value for name, value in file.items() if name not in ("content", "deleted")}


METHODS: dict[str, tuple[Method, str]] = {
    "files.getUploadURLExternal": (upload_address, "files:write"),
    "files.completeUploadExternal": (complete_upload, "files:write"),
    "files.info": (file_info, "files:read"),
    "files.delete": (delete_file, "files:write"),
}
