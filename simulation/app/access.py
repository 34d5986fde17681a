"""Who may come in: this machine alone, or with a token where the app is open to others; no page of another site."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

COOKIE: Final = "wandel_app"
QUERY: Final = "token"
METHODS: Final = ("GET", "HEAD", "POST")
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Access:
    """What a request must bring: a token where there is one, and the name of this machine as the address has it."""

    token: str = ""
    hosts: tuple[str, ...] = LOOPBACK

    def refusal(
        self, method: str, headers: Mapping[str, str], given: str, cookie: str
    ) -> tuple[HTTPStatus, str] | None:
        """Return why a request is refused, None where it is not; ``given`` is the token in its address.

        The name in the address must be this machine's, or a page of another site could ask in the name of the user's
        browser; what it sends must come from a page of this app.
        """
        if method not in METHODS:
            return HTTPStatus.METHOD_NOT_ALLOWED, "this app is asked by GET and POST alone"
        host = headers.get("Host", "")
        if not self.token and _name(f"//{host}") not in self.hosts:
            return HTTPStatus.FORBIDDEN, "this app answers under the address alone that it said when it started"
        if not self.is_known(given) and not self.is_known(cookie):
            return HTTPStatus.FORBIDDEN, "the address lacks the token that the app said when it started"
        origin = headers.get("Origin")
        if method == "POST" and origin is not None and urlsplit(origin).netloc != host:
            return HTTPStatus.FORBIDDEN, "a page of another site asked"
        if method == "POST" and not headers.get("Content-Type", "").startswith("application/json"):
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "requests are JSON"
        return None

    def is_known(self, token: str) -> bool:
        """Whether a token is right; the time that this takes does not tell how much of it is."""
        return not self.token or hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode())


def _name(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def policy(hashes: list[str]) -> str:
    """Return the policy of every page: nothing from elsewhere; of scripts those of the app, and those of some hashes.

    Styles may stand in the page, for the library puts its own there.
    """
    return (
        f"default-src 'none'; script-src 'self' {' '.join(hashes)}; style-src 'self' 'unsafe-inline'; img-src 'self'; "
        "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
