"""One person's screen: the modals and the home tab on it, and what was shown to nobody else."""

from dataclasses import dataclass, field

from tests.emulators.feed import Feed
from tests.emulators.slack.blocks import elements_of, words_of
from tests.emulators.slack.channels import Message
from tests.emulators.slack.identity import APP_ID, BOT_ID, TEAM
from tests.emulators.wire import Json


@dataclass(slots=True, eq=False)
class View:
    """A modal or a home tab as one person sees it."""

    view_id: str
    user: str
    content: Json
    blocks: list[Json]
    root_id: str
    previous_id: str | None = None
    hash: str = ""
    open: bool = True
    versions: list[Json] = field(default_factory=list)

    @property
    def title(self) -> str:
        return str(self.content.get("title", {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        return str(self.content.get("callback_id", ""))

    @property
    def shown(self) -> str:
        return "\n".join([self.title, *words_of(self.blocks)])

    @property
    def actions(self) -> dict[str, Json]:
        """Buttons and inputs by action_id."""
        return {element["action_id"]: element for _, element in elements_of(self.blocks)}

    def wire(self) -> Json:
        return {
            "id": self.view_id,
            "team_id": TEAM,
            "app_id": APP_ID,
            "app_installed_team_id": TEAM,
            "bot_id": BOT_ID,
            "private_metadata": "",
            "callback_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
            "close": None,
            "submit": None,
            "external_id": "",
            "state": {"values": {}},
            **self.content,
            "blocks": self.blocks,
            "hash": self.hash,
            "root_view_id": self.root_id,
            "previous_view_id": self.previous_id,
        }


@dataclass(slots=True, eq=False)
class Account:
    """One person of the workspace: what only he sees comes to his own feeds."""

    id: str
    name: str
    timezone: str = "Europe/Berlin"
    email: str = ""
    locale: str = "en-US"
    ephemerals: Feed[Message] = field(init=False)
    views: Feed[tuple[View, str]] = field(init=False)
    home: View | None = None
    deactivated: bool = False
    is_app: bool = False

    def __post_init__(self) -> None:
        self.ephemerals = Feed(f"{self.name}'s own eyes", repr)
        self.views = Feed(f"{self.name}'s views", lambda seen: f"{seen[0].view_id}: {seen[1]!r}")
