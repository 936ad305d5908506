"""A tab that remembers what must not have happened in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, Page, Request


@dataclass(slots=True)
class Window:
    page: Page
    wrong: list[str] = field(default_factory=list)


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
