"""The app's home in Slack: paragraphs of ours, harmless whatever a name says."""

from __future__ import annotations

from adapters.slack.home import home_view
from tests.adapters.test_slack_listening import room
from tests.emulators.slack.blocks import check


def texts(view: dict[str, object]) -> list[str]:
    blocks = view["blocks"]
    assert isinstance(blocks, list)
    assert check(blocks, "home") == []
    return [block["text"]["text"] for block in blocks]


def test_a_heading_stands_out_and_a_name_does_nothing() -> None:
    view = home_view("On call:\nweek: <!channel>\n\nWaiting for a person:\nNothing.")
    assert texts(view) == ["*On call*\nweek: &lt;!channel&gt;", "*Waiting for a person*\nNothing."]


def test_a_long_queue_fits() -> None:
    lines = "\n".join(f"E{number:04}: somebody & co - open" for number in range(2_000))
    assert texts(home_view(f"Waiting:\n{lines}"))
    assert texts(home_view(""))


async def test_whoever_opens_the_home_is_shown_what_the_practice_says() -> None:
    async with room() as here:
        here.inbox.answer = "On call:\nAna"
        opened = await here.ana.open_home()
        assert opened.acked
        view = await here.ana.expect_view("Ana")
        assert view.content["type"] == "home"
        assert here.inbox.asked == [("U1", "slack", "home")]


async def test_a_home_that_does_not_open_stops_nothing() -> None:
    async with room() as here:
        here.slack.faults.add("views.publish", "html500")
        assert (await here.ana.open_home()).acked
        await here.slack.expect_call("views.publish")
        assert (await here.ana.press("page.acknowledge")).acked
