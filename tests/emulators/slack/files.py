"""Uploads in the present three steps: ask for an address, post the bytes there, complete into a channel."""

from tests.emulators.slack.channels import Version
from tests.emulators.slack.errors import SlackError
from tests.emulators.slack.events import message_event
from tests.emulators.slack.identity import APP_ID, BOT_ID, BOT_USER
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
        message = workspace.post(channel, BOT_USER, version, body.get("thread_ts") or None)
        message.bot = {"bot_id": BOT_ID, "app_id": APP_ID}
        message.files = completed
        channel.show("posted", message)
        workspace.echo(channel, message_event(message) | {"subtype": "file_share"})
    return {"files": completed}


def file_info(workspace: Workspace, body: Json) -> Json:
    file = workspace.files.get(str(body.get("file")))
    if file is None:
        raise SlackError("file_not_found")
    return {"file": shown(file)}


def shown(file: Json) -> Json:
    return {name: value for name, value in file.items() if name != "content"}


METHODS: dict[str, tuple[Method, str]] = {
    "files.getUploadURLExternal": (upload_address, "files:write"),
    "files.completeUploadExternal": (complete_upload, "files:write"),
    "files.info": (file_info, "files:read"),
}
