"""Who may talk to the playground: its own pages, under a name that nobody else can point at it."""

from __future__ import annotations

from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import HTTPException, Request

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
EVERY_ADDRESS = frozenset(
    {"0.0.0.0", "::"}
)  # listening there, we are reached by an address that we cannot know


class SameOrigin:
    """A dependency of routes: 403 for a foreign Host (DNS rebinding) and for a change that is not its own."""

    def __init__(self, hosts: Collection[str]) -> None:
        self._hosts = LOOPBACK | frozenset(host.lower() for host in hosts)

    async def __call__(self, request: Request) -> None:
        host = request.headers.get("host", "")
        if not self._is_ours(host):
            raise HTTPException(403, "This page is not served under that name.")
        if request.method not in ("GET", "HEAD"):
            self._refuse_foreign_change(request, host)

    def _refuse_foreign_change(self, request: Request, host: str) -> None:
        origin = request.headers.get("origin")
        if origin is not None and _netloc(origin) != host.lower():
            raise HTTPException(403, "Another page may not do this.")
        # A form on a foreign page can post without asking, but never as JSON.
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            raise HTTPException(415, "Send JSON.")

    def _is_ours(self, netloc: str) -> bool:
        try:
            name = urlsplit(f"//{netloc}").hostname or ""
        except ValueError:
            return False
        # An address in digits was looked up in no DNS, so nobody can have bent it.
        return name in self._hosts or (bool(self._hosts & EVERY_ADDRESS) and _is_address(name))


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
