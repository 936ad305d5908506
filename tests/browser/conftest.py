"""A real Chromium: the installed one, without a window, with no business in any network but loopback."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright

from tests.browser.windows import Window, watched

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
    found = (
        os.environ.get("HANDRAIL_TEST_CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
    )
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


@pytest.fixture
async def window(chromium: Browser) -> AsyncIterator[Window]:
    """A desktop tab. Fails afterwards on an error in the console or a request that left this machine."""
    context = await chromium.new_context(viewport={"width": 1440, "height": 900})
    opened = await watched(context)
    yield opened
    assert opened.wrong == []
