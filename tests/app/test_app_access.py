"""Access: this machine alone, or with the token; no page of another site, whatever it claims."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from simulation.app.access import Access, policy

JSON = {"Host": "127.0.0.1:8050", "Content-Type": "application/json"}
OWN, SHARED = Access(), Access("secret-token")


@pytest.mark.parametrize("host", ["127.0.0.1:8050", "localhost:8050", "[::1]:8050", "LOCALHOST"])
def test_this_machine_comes_in_without_a_token(host: str) -> None:
    assert OWN.refusal("GET", {"Host": host}, "", "") is None
    assert OWN.refusal("POST", JSON | {"Host": host, "Origin": f"http://{host}"}, "", "") is None


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8050", "", "localhost@evil.example", "[::1"])
def test_a_name_that_leads_here_from_elsewhere_does_not(host: str) -> None:
    refused = OWN.refusal("GET", {"Host": host}, "", "")
    assert refused is not None
    assert refused[0] == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("token", ["", "secret", "secret-token ", "secret-tokem", "SECRET-TOKEN", "sécret-token"])
def test_others_need_the_token(token: str) -> None:
    assert SHARED.refusal("GET", JSON, token, "") is not None
    assert SHARED.refusal("GET", JSON, "", token) is not None
    assert SHARED.refusal("GET", JSON, "secret-token", "") is None
    assert SHARED.refusal("GET", {"Host": "10.0.0.7:80"}, "", "secret-token") is None


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9999", "file://"])
def test_pages_of_other_sites_cannot_ask(origin: str) -> None:
    assert OWN.refusal("POST", JSON | {"Origin": origin}, "", "") is not None


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "OPTIONS", "PATCH", "CONNECT", "get"])
def test_other_methods_are_refused(method: str) -> None:
    refused = OWN.refusal(method, JSON, "", "")
    assert refused is not None
    assert refused[0] == HTTPStatus.METHOD_NOT_ALLOWED


def test_forms_of_other_sites_are_no_requests() -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", ""):
        assert OWN.refusal("POST", JSON | {"Content-Type": kind}, "", "") is not None


def test_nothing_is_asked_of_other_machines() -> None:
    found = policy(["'sha256-a'"])
    assert "default-src 'none'" in found
    assert "unsafe-eval" not in found
    assert "http" not in found
    assert "script-src 'self' 'sha256-a';" in found
