"""A thousand hostile requests: nothing falls over, no file is read, nothing is run beyond the limits."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from simulation.app.access import Access
from simulation.app.limits import Limits
from simulation.app.opened import Sessions
from simulation.app.pairs import PairedRuns
from simulation.app.processes import AppProcesses
from simulation.app.requests import LatestRequests
from simulation.app.scenario_folder import ScenarioFolder
from simulation.app.search import Searches
from simulation.present.language import LANGUAGES

pytest.importorskip("dash")
pytestmark = pytest.mark.slow
TOKEN = "the-token"
BOUNDED = Limits(200, 200 * 16 * 4, 2, 8, 100_000)
SECRET = "nobody may read this"
TEXT = """\
name: plan
organisation: {people: 150}
platform: {communities: {people_per_community: 15}}
run: {weeks: 16, replicates: 4}
interventions:
  - {kind: kick_off, name: kick-off, start: 2, target: {count: 20}}
"""
VALUES: list[Any] = [
    None, True, -1, 0, 1e308, 10**40, float("nan"), "", "a" * 5000, "../../secret.yaml", "/etc/passwd", "secret.yaml",
    "{}", [], {}, [[[[]]]], {"a": {"b": {}}}, "\x00", "'; DROP TABLE", "<script>", ["on"],
    "name: x\nextends: link.yaml\n",
]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """An app that is open to others, and nobody who simulates."""
    from simulation.app.site.parts import AppParts
    from simulation.app.site.server import site

    folder = tmp_path_factory.mktemp("scenarios")
    (folder.parent / "secret.yaml").write_text(f"name: x\ntitle: {SECRET}\n")
    (folder / "plan.yaml").write_text(TEXT)
    (folder / "link.yaml").symlink_to(folder.parent / "secret.yaml")
    pairs = PairedRuns(AppProcesses(1), LANGUAGES["en"], BOUNDED)
    requests, searches, scenarios = LatestRequests(pairs), Searches(pairs), ScenarioFolder(folder)
    made = site(AppParts(pairs, requests, searches, Sessions(8), scenarios, Access(TOKEN), scenarios.read("plan.yaml")))
    yield made.server, folder, pairs
    searches.close()
    requests.close()
    pairs.close()


def bodies(draw: random.Random, layout: list[dict[str, Any]]) -> Any:
    """Return what somebody could send: a callback of the page with any values, or no callback at all."""

    def value() -> Any:
        return draw.choice(VALUES)

    if draw.random() < 0.2:
        return draw.choice([b"", b"{", b"\xff\xfe", b"null", b"[1", json.dumps(value()).encode(), b"[" * 20_000])
    one = draw.choice(layout)
    inputs = [{**each, "value": value()} for each in one["inputs"]]
    states = [{**each, "value": value()} for each in one["state"]]
    body = {
        "output": draw.choice([one["output"], one["output"], "nobody.children", "..a.b...c.d..", value()]),
        "outputs": draw.choice([{"id": "wrong", "property": "children"}, [], value()]),
        "inputs": draw.choice([inputs, inputs, value()]),
        "state": draw.choice([states, states, value()]),
        "changedPropIds": draw.choice([[f"{each['id']}.{each['property']}" for each in one["inputs"]], value()]),
    }
    return json.dumps(body).encode()


def test_a_thousand_hostile_requests(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    server, folder, pairs = site
    made: list[Any] = []
    monkeypatch.setattr(pairs, "shown", lambda pair, step, *_: made.append(step.of(pair.plan)) or None)
    client = server.test_client()
    assert client.get(f"/?token={TOKEN}").status_code == 200
    layout = client.get("/_dash-dependencies").get_json()
    before = {path: path.read_bytes() for path in folder.parent.rglob("*.y*ml")}
    draw = random.Random(11)
    paths = ["/_dash-layout", "/../secret.yaml", "/%2e%2e/secret.yaml", "/assets/../../secret.yaml", "//etc/passwd",
             "/_dash-component-suites/dash/../../../../etc/passwd", "/_dash-component-suites/os/path.py",
             "/" + "a" * 4000,
             "/_reload-hash", "/style.css", "/plan.yaml", "/_dash-config"]  # fmt: skip
    for number in range(1000):
        if number % 4 == 0:
            answer = client.open(
                draw.choice(paths), method=draw.choice(["GET", "PUT", "DELETE", "TRACE", "PATCH", "OPTIONS", "HEAD"])
            )
        else:
            kind = draw.choice(["application/json"] * 8 + ["text/plain", ""])
            answer = client.post("/_dash-update-component", data=bodies(draw, layout), content_type=kind)
        assert answer.status_code < 500
        assert SECRET not in answer.get_data(as_text=True)
        assert "Traceback" not in answer.get_data(as_text=True)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert all(each.organisation.people <= BOUNDED.people for each in made)
    after = {path: path.read_bytes() for path in folder.parent.rglob("*.y*ml")}
    assert {path: after[path] for path in before} == before
    assert client.get("/").status_code == 200


def test_nothing_is_said_without_the_token(site: Any) -> None:
    server, _, _ = site
    stranger = server.test_client()
    for path in ("/", "/_dash-layout", "/_dash-dependencies", "/script.js", "/?token=wrong"):
        assert stranger.get(path).status_code == 403
    assert stranger.post("/_dash-update-component", json={}).status_code == 403
    stranger.get(f"/?token={TOKEN}")
    assert stranger.get("/_dash-layout").status_code == 200, "the cookie goes on from there"


def test_a_request_that_is_too_large_is_refused(site: Any) -> None:
    client = site[0].test_client()
    client.get(f"/?token={TOKEN}")
    assert client.post("/_dash-update-component", json={"output": "a" * 200_000}).status_code == 413
