"""A newcomer's whole journey: `handrail run` as anybody starts it, and nothing but a browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.async_api import Page, expect

from adapters.playground.guide import RED_SENTENCE
from tests.browser.windows import Window

ROOT = Path(__file__).parents[2]
START_S = 60  # a busy machine migrates and imports slowly


def command() -> list[str]:
    script = Path(sys.executable).parent / "handrail"
    found = shutil.which(script) or shutil.which("handrail")
    return [found] if found else [sys.executable, "-c", "from bot.cli import main; main()"]


@contextmanager
def handrail(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`handrail run` in an empty folder, as on a fresh machine; stopped as a service manager would."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
    environment |= {"HANDRAIL_WEB__PORT": str(port), "PYTHONPATH": str(ROOT)}
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen([*command(), "run"], cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        answered(process, port, folder / "log")
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def answered(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        assert process.poll() is None, f"handrail ended by itself:\n{log.read_text()}"
        time.sleep(0.2)
    raise AssertionError(f"handrail did not answer in {START_S} s:\n{log.read_text()}")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def touch(page: Page, chip: str) -> None:
    await page.locator(".chip", has_text=chip).click()


async def stop(page: Page, title: str) -> None:
    await page.locator("#stops button", has_text=title).click()


async def settle_in(page: Page) -> None:
    """Pass over whatever the avatar still asks before the first check-in."""
    for _ in range(8):
        await page.wait_for_timeout(700)
        skips = page.locator(".bubble:last-of-type .key", has_text="Skip")
        if not await skips.count():
            return
        await skips.last.click()


async def test_from_the_invite_to_the_next_morning(window: Window, tmp_path: Path) -> None:
    page = window.page
    page.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)
    port = free_port()
    avatar, card = page.locator(".bubble.avatar"), page.locator(".card")
    with handrail(tmp_path, port) as process:
        await page.goto(f"http://127.0.0.1:{port}/")
        await expect(page.locator("body")).to_have_attribute("data-stream", "open")

        # Invited, and asked for consent.
        await touch(page, "/start")
        await expect(avatar.last).to_contain_text("What I never do")
        await touch(page, "Press its first button")
        await expect(page.locator(".key", has_text="I agree")).to_have_count(0)
        await settle_in(page)

        # A check-in, all five in one message.
        await stop(page, "Do a check-in")
        await touch(page, "/checkin")
        await expect(page.locator(".bubble:last-of-type .key").first).to_be_visible()
        asked = await avatar.count()
        await touch(page, "All five at once")
        await expect(avatar.nth(asked)).to_be_visible()
        await page.wait_for_timeout(1500)

        # The sentence: the avatar stops, a card and a page arrive.
        await stop(page, "Write the sentence")
        await touch(page, RED_SENTENCE)
        await expect(card.locator("h3")).to_contain_text("NOT ACKNOWLEDGED")
        await expect(card.locator("blockquote").first).to_contain_text("I don't want to be here anymore")
        await expect(page.locator("#replies .mention").first).to_be_visible()
        await expect(avatar.last).to_contain_text("112")

        # Held: the hour of the check-in passes, the ladder climbs, and nothing is asked.
        keys = await page.locator(".key").count()
        pages = await page.locator("#replies .post").count()
        await page.locator(".clock button", has_text="Tomorrow morning").click()
        await expect(page.locator("#replies .post").nth(pages)).to_be_visible()
        await expect(page.locator(".clock button").last).to_be_enabled()
        await page.wait_for_timeout(1500)
        assert await page.locator(".key").count() <= keys

        # SIGKILL in the middle: both sides are there again, and the buttons work.
        bubbles = await page.locator(".bubble .words").all_inner_texts()
        process.kill()
        process.wait()
    window.wrong.clear()  # the browser has complained about the lost connection, as it should
    with handrail(tmp_path, port):
        await expect(page.locator("body")).to_have_attribute("data-stream", "open")
        await expect(page.locator("#banner")).to_be_hidden()
        window.wrong.clear()
        assert (await page.locator(".bubble .words").all_inner_texts())[: len(bubbles)] == bubbles
        await expect(card).to_have_count(1)

        await stop(page, "Be the coach")
        await touch(page, "Acknowledge")
        await expect(card.locator("h3")).to_contain_text("acknowledged")
        await expect(avatar.last).to_contain_text("has seen your message")
        await touch(page, "Take over")
        await expect(card.locator("h3")).to_contain_text("taken over")
        await expect(avatar.last).to_contain_text("is here and writes to you now")
        await touch(page, "Write in the thread")
        await page.keyboard.press("Enter")
        await expect(page.locator(".bubble.coach .author")).to_have_text("Ana")
        await expect(page.locator("#replies .marks")).to_contain_text("✅")
        await page.locator("#words").fill("Thank you. Yes, call me.")
        await page.locator("#words").press("Enter")
        await expect(page.locator("#replies blockquote").last).to_contain_text("Yes, call me.")
        await page.wait_for_timeout(2500)  # the card is redrawn with the new words' REV within 2 s
        await touch(page, "Resolve")
        await page.locator("dialog select").select_option("helped")
        await page.locator("dialog button[type=submit]").click()
        await expect(page.locator("dialog")).to_be_hidden()
        await expect(card.locator("h3")).to_contain_text("resolved")
        await touch(page, "Hand back")
        await expect(card.locator("h3")).to_contain_text("closed")
        await expect(avatar.last).to_contain_text("switched me back on")

        # The next morning, the question comes by itself.
        await stop(page, "Move to tomorrow")
        before = await avatar.count()
        await touch(page, "Tomorrow morning")
        await expect(avatar.nth(before)).to_be_visible()
        await expect(page.locator(".bubble:last-of-type .key").first).to_be_visible()
        await expect(page.locator("#stops .done")).to_have_count(6)
