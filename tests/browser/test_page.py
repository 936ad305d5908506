"""The playground in a real browser, over a scripted practice."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Browser, Page, expect

from bot.core.acts import Monitor, Note, Outcome, Press, ThreadWords
from bot.core.outgoing import Say
from bot.core.update import Edited, Tapped, Wrote
from tests.browser.sample import RED, Running, sample_practice
from tests.browser.windows import Window, watched


async def opened(page: Page, run: Running) -> None:
    await page.goto(f"{run.address}/")
    await expect(page.locator("body")).to_have_attribute("data-stream", "open")


async def touch(page: Page, chip: str) -> None:
    await page.locator(".chip", has_text=chip).click()


async def say(page: Page, words: str) -> None:
    await page.locator("#words").fill(words)
    await page.locator("#words").press("Enter")


async def in_danger(page: Page, run: Running) -> None:
    await opened(page, run)
    await say(page, RED)
    await expect(page.locator(".card h3")).to_have_text("Sam Reyes: NOT ACKNOWLEDGED")


async def test_the_walk_from_the_invite_to_tomorrow_morning(window: Window) -> None:
    page = window.page
    async with sample_practice() as run:
        await opened(page, run)
        await touch(page, "/start")
        await expect(page.locator(".bubble.avatar")).to_contain_text("I am the automated assistant")
        await touch(page, "Press its first button")
        await expect(page.locator(".key")).to_have_count(0)
        await expect(page.locator("#phone-slips")).to_contain_text("Thank you")
        await touch(page, "/checkin")
        await page.locator(".key", has_text="4").click()
        await expect(page.locator(".bubble.avatar").last).to_contain_text("✓ 4")
        await touch(page, "All five at once")
        await touch(page, RED)
        card = page.locator(".card")
        await expect(card.locator("h3")).to_have_text("Sam Reyes: NOT ACKNOWLEDGED")
        await expect(page.locator("#replies .mention")).to_have_text("@Ben")
        await expect(page.locator("#desk-slips")).to_contain_text("Telegram message to Ben")
        await touch(page, "Acknowledge")
        await expect(card.locator("h3")).to_have_text("Sam Reyes: acknowledged")
        await page.locator(".persona", has_text="Ben").click()
        await expect(page.locator(".persona", has_text="Ben")).to_have_attribute("aria-pressed", "true")
        await touch(page, "Take over")
        await expect(card.locator(".mention")).to_have_text("@Ben")
        await touch(page, "Write in the thread")
        await page.keyboard.press("Enter")
        await expect(page.locator(".bubble.coach .author")).to_have_text("Ben")
        await expect(page.locator("#replies .marks")).to_contain_text("✅")
        await say(page, "Yes, please call.")
        await expect(page.locator("#replies blockquote")).to_have_text("Yes, please call.")
        await touch(page, "Resolve")
        await page.locator("dialog select").select_option("helped")
        await page.locator("dialog textarea").fill("Spoke for ten minutes.")
        await page.locator("dialog button[type=submit]").click()
        await expect(page.locator("dialog")).to_be_hidden()
        await touch(page, "Hand back")
        await expect(card.locator("h3")).to_have_text("Sam Reyes: closed")
        await expect(page.locator(".bubble.avatar").last).to_contain_text("Ben has switched me back on")
        await expect(page.locator("#now")).to_have_text("Mon 2 Mar, 07:31")
        await touch(page, "Tomorrow morning")
        await expect(page.locator("#now")).to_have_text("Tue 3 Mar, 08:00")
        await expect(page.locator("#stops .done")).to_have_count(6)
        said = [update.body.text for update in run.script.updates if isinstance(update.body, Wrote)]
        assert said[0] == "/start harbor-7Q4K"
        assert said[-1] == "Yes, please call."
        assert [update.body.data for update in run.script.updates if isinstance(update.body, Tapped)] == [
            "consent.yes:c1",
            "energy.4",
        ]
        assert [type(act.doing) for act in run.script.acts] == [
            Press, Press, ThreadWords, Press, Outcome, Press,
        ]  # fmt: skip
        assert [act.user for act in run.script.acts] == ["Ana", "Ben", "Ben", "Ben", "Ben", "Ben"]


async def test_nothing_that_anybody_writes_becomes_markup(window: Window) -> None:
    page = window.page
    hostile = '<img src=x onerror="alert(1)"><script>alert(2)</script> *b* <@U0ANA> &lt;'
    async with sample_practice() as run:
        await in_danger(page, run)
        await page.locator(".bk-button", has_text="Take over").click()
        await expect(page.locator(".card h3")).to_have_text("Sam Reyes: taken over")
        await say(page, hostile)
        await expect(page.locator(".bubble.client .words").last).to_have_text(hostile)
        quote = page.locator("#replies blockquote")
        await expect(quote).to_contain_text('<img src=x onerror="alert(1)">')
        await expect(quote.locator(".mention, strong, img")).to_have_count(0)
        await page.locator("#reply-words").fill(hostile)
        await page.locator("#reply-words").press("Enter")
        await expect(page.locator(".bubble.coach .words")).to_have_text(hostile)
        assert await page.locator(".bubbles img, .posts img, .replies img, main script").count() == 0


async def test_every_step_of_the_coach_works_from_the_keyboard(window: Window) -> None:
    page = window.page
    async with sample_practice() as run:
        await in_danger(page, run)
        await page.locator(".bk-button", has_text="Add a note").focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("dialog")).to_be_visible()
        await expect(page.locator("dialog textarea")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(page.locator("dialog")).to_be_hidden()
        await page.locator(".bk-button", has_text="Add a note").focus()
        await page.keyboard.press("Space")
        await expect(page.locator("dialog textarea")).to_be_focused()
        await page.keyboard.type("Called, no answer yet.")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.locator("dialog")).to_be_hidden()
        await expect(page.locator(".whisper")).to_contain_text("Kept.")
        assert run.script.acts[-1].doing == Note("E4F7K2", "Called, no answer yet.")
        await page.locator(".whisper button").focus()
        await page.keyboard.press("Enter")
        await expect(page.locator(".whisper")).to_have_count(0)


async def test_a_button_keeps_the_focus_while_its_card_is_redrawn(window: Window) -> None:
    page = window.page
    async with sample_practice() as run:
        await in_danger(page, run)
        await page.locator("#reply-words").fill("half a sent")
        takeover = page.locator(".bk-button", has_text="Take over")
        await takeover.focus()
        assert run.script.card is not None
        await run.script.slack.redraw_card(run.script.ref, run.script.card)
        await run.script.phone.send(Say("playground-client", "One more."))
        await expect(page.locator(".bubble").last).to_contain_text("One more.")
        await expect(takeover).to_be_focused()
        await expect(page.locator("#reply-words")).to_have_value("half a sent")


async def test_monitoring_asks_until_when_in_the_practices_time(window: Window) -> None:
    page = window.page
    async with sample_practice() as run:
        await in_danger(page, run)
        await page.locator(".bk-button", has_text="Monitor").click()
        await page.locator("dialog input[type=datetime-local]").fill("2026-03-02T18:00")
        await page.locator("dialog button[type=submit]").click()
        await expect(page.locator(".card h3")).to_have_text("Sam Reyes: being watched")
        doing = run.script.acts[-1].doing
        assert isinstance(doing, Monitor)
        assert doing.until.isoformat() == "2026-03-02T17:00:00+00:00"


async def test_a_message_is_edited_in_its_place(window: Window) -> None:
    page = window.page
    async with sample_practice() as run:
        await opened(page, run)
        await say(page, "fine")
        await page.locator(".bubble.client").hover()
        await page.locator(".bubble.client .edit").click()
        await expect(page.locator("#words")).to_have_value("fine")
        await say(page, "not fine")
        await expect(page.locator(".bubble.client .words")).to_have_text(["not fine"])
        await expect(page.locator(".bubble.client .foot")).to_contain_text("edited")
        assert isinstance(run.script.updates[-1].body, Edited)


async def test_the_slash_command_is_answered_to_one_coach_alone(window: Window) -> None:
    page = window.page
    async with sample_practice() as run:
        await opened(page, run)
        await page.locator("#command").fill("oncall")
        await page.locator("#command").press("Enter")
        await expect(page.locator(".whisper")).to_contain_text("On call now: Ben")
        await page.locator(".persona", has_text="Ben").click()
        await expect(page.locator(".whisper")).to_have_count(0)


async def test_a_stranger_and_the_client_do_not_see_each_other(window: Window) -> None:
    page = window.page
    async with sample_practice() as run:
        await opened(page, run)
        await say(page, "I am Sam")
        await expect(page.locator(".bubble")).to_have_count(1)
        await page.locator("#who").select_option("stranger")
        await expect(page.locator(".bubble")).to_have_count(0)
        await say(page, "who is this?")
        await expect(page.locator(".bubble .words")).to_have_text(["who is this?"])
        assert [update.chat for update in run.script.updates] == ["playground-client", "playground-stranger"]


async def test_a_lost_connection_is_said_and_found_again(chromium: Browser, tmp_path: Path) -> None:
    opened_window = await watched(await chromium.new_context())
    page = opened_window.page
    async with sample_practice(tmp_path / "screen.json") as run:
        await opened(page, run)
        await say(page, "hello")
        await expect(page.locator(".bubble")).to_have_count(1)
        port = int(run.address.rpartition(":")[2])
    await expect(page.locator("#banner")).to_contain_text("connection to Handrail is gone")
    async with sample_practice(tmp_path / "screen.json", port):
        await expect(page.locator("body")).to_have_attribute("data-stream", "open")
        await expect(page.locator("#banner")).to_be_hidden()
        await expect(page.locator(".bubble .words")).to_have_text(["hello"])


async def test_a_telephone_shows_one_side_at_a_time_and_nothing_sticks_out(chromium: Browser) -> None:
    context = await chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    narrow = await watched(context)
    page = narrow.page
    async with sample_practice() as run:
        await opened(page, run)
        await expect(page.locator(".phone")).to_be_visible()
        await expect(page.locator(".desk")).to_be_hidden()
        await say(page, RED)
        await expect(page.locator("#unseen")).to_have_text("2")
        await page.locator(".sides button", has_text="Coach").click()
        await expect(page.locator(".phone")).to_be_hidden()
        await expect(page.locator(".card h3")).to_be_visible()
        await page.locator(".replies-link").click()
        await expect(page.locator("#reply button")).to_be_in_viewport()
        await page.locator("#thread-close").click()
        await expect(page.locator("#thread")).to_be_hidden()
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    assert narrow.wrong == []


async def test_words_are_readable_in_light_and_in_dark(chromium: Browser) -> None:
    """Every visible line has the contrast that WCAG asks for: 4.5 to 1, large or bold 3 to 1."""
    for scheme in ("light", "dark"):
        context = await chromium.new_context(
            viewport={"width": 1440, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
        )
        page = (await watched(context)).page
        async with sample_practice() as run:
            await in_danger(page, run)
            await page.locator(".bk-button", has_text="Take over").click()
            await touch(page, "Write in the thread")
            await page.keyboard.press("Enter")
            await expect(page.locator("#replies .marks")).to_be_visible()
            await page.locator(".fold").click()
            assert await page.evaluate(CONTRAST) == [], scheme


# Solid backgrounds only: a gradient or picture behind words is looked through to the colour below it.
CONTRAST = """
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (css) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, below) => {
    const a = top[3] / 255;
    return [0, 1, 2].map((i) => top[i] * a + below[i] * (1 - a));
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    const layers = [];
    for (let at = node; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      layers.push(colour);
      if (colour[3] === 255) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const faint = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || !node.checkVisibility() || node.closest("noscript, option")) continue;
    const style = getComputedStyle(node);
    const below = behind(node);
    if (getComputedStyle(node).backgroundImage !== "none") continue;
    const [one, two] = [light(over(rgba(style.color), below)), light(below)].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (two + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.5 && style.fontWeight >= 700);
    const words = walk.currentNode.textContent.trim().slice(0, 30);
    if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${node.className || node.tagName}: ${words}`);
  }
  return [...new Set(faint)];
}
"""
