"""A real Chromium: the installed one, without a window, with no business in any network but loopback."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Request, async_playwright

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def installed() -> str:
    """The browser's path. Skips where there is none, and fails where nothing may be skipped."""
    found = os.environ.get("HANDRAIL_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    said = "no Chromium is installed: `apt-get install chromium`, or name one in HANDRAIL_TEST_CHROMIUM"
    if os.environ.get("HANDRAIL_TEST_NO_SKIP") == "1":
        pytest.fail(said)
    pytest.skip(said)


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    path = installed()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        await browser.close()


@dataclass(slots=True)
class Window:
    """A tab, and everything in it that must not have happened."""

    page: Page
    wrong: list[str] = field(default_factory=list)


@pytest.fixture
async def window(chromium: Browser) -> AsyncIterator[Window]:
    """A desktop tab. Fails afterwards on an error in the console or a request that left this machine."""
    context = await chromium.new_context(viewport={"width": 1440, "height": 900})
    opened = await watched(context)
    yield opened
    assert opened.wrong == []


async def watched(context: BrowserContext) -> Window:
    page = await context.new_page()
    page.set_default_timeout(10_000)
    opened = Window(page)

    def asked(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "http://localhost:", "data:")):
            opened.wrong.append(f"asked for {request.url}")

    page.on("request", asked)
    page.on("pageerror", lambda error: opened.wrong.append(f"raised {error}"))
    page.on("console", lambda said: opened.wrong.append(said.text) if said.type == "error" else None)
    page.on("dialog", lambda dialog: opened.wrong.append(f"asked {dialog.message}"))
    return opened
