"""What a page says of courses that it simulated is, letter by letter, what `simulation.present.sentences` says."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from simulation.present.language import LANGUAGES
from simulation.present.live import simulation as live
from simulation.present.sentences import ENOUGH, SentenceSubject, cost, headline
from simulation.results.effects import effect
from tests.wasm.node import NODE, needs_node

RUN = """
const { lang, texts, least, gaps } = JSON.parse(require("fs").readFileSync(0));
const say = writer(lang, texts), of = (gap) => effectOf(gap);
const both = (gap) => [headline(of(gap), say, least), costs(of(gap), of(gap.map((x) => x / 7)), say)];
console.log(JSON.stringify(gaps.map(both)));
"""


@needs_node
@pytest.mark.parametrize("code", ["en", "de"])
def test_sentences_are_those_of_the_rules(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    language = LANGUAGES[code]
    subject = SentenceSubject("", "contributors_28", date(2025, 12, 31), language)
    monkeypatch.setattr(live, "asked", lambda _: subject)
    chance = np.random.default_rng(7)
    gaps = [
        np.round(chance.normal(chance.choice([-1, 0, 0.3, 2]), 1, ENOUGH) * 10.0 ** chance.integers(-1, 7), 1)
        * (chance.random(ENOUGH) < chance.choice([0.05, 0.5, 1.0]))
        for _ in range(300)
    ]
    gaps += [np.zeros(ENOUGH), np.ones(ENOUGH), np.ones(3)]
    given = {"lang": code, "texts": live.texts(cast(Any, SimpleNamespace(language=language))), "least": ENOUGH}
    script = (Path(live.__file__).parent / "answer.js").read_text("utf-8") + RUN
    told = subprocess.run(
        [str(NODE), "-e", script], input=json.dumps(given | {"gaps": [gap.tolist() for gap in gaps]}),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    for gap, (says, costs) in zip(gaps, json.loads(told.stdout), strict=True):
        none = np.zeros(gap.size)
        assert says == headline(effect(none, gap), subject)
        assert costs == cost(effect(none, gap), effect(none, gap / 7), language)
