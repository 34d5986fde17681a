"""The lines of the README run as they stand, in a notebook too, which shows table and picture by itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest

import simulation as wandel

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
(LINES,) = re.findall(r"```python\n(import simulation as wandel\n.*?)```", README, re.DOTALL)


@pytest.mark.slow
def test_the_lines_of_the_readme_run_in_a_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    cells = [nbformat.v4.new_code_cell(code) for code in (LINES, "found", "run", "wandel.load('smal-demo')")]
    cells[-1].metadata["tags"] = ["raises-exception"]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbclient.NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(tmp_path)}}).execute()
    printed, compared, shown, wrong = (cell.outputs for cell in notebook.cells)
    assert "median" in printed[0].text
    for outputs in (compared, shown):
        html = outputs[0].data["text/html"]
        assert html.count("<table>") >= 1
        assert html.count("<svg") == 1
        assert "<script" not in html
    assert wrong[0].evalue.endswith("did you mean 'small-demo'?")
    assert {path.name for path in tmp_path.iterdir()} == {"results", "registered.html", "event-only.yaml"}
    assert len(LINES.strip().splitlines()) <= 12


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Any:
    base = wandel.load("small-demo", scale=0.08, weeks=9, replicates=3, title="<b>Base</b>")
    plan = wandel.load(base, name="nothing", title="Nothing & more", interventions=[])
    return wandel.compare(base, plan, out=tmp_path_factory.mktemp("results"))


def test_a_comparison_is_a_frame_of_its_effects(found: Any):
    frame = found.frame()
    effects = found.plans[0].effects
    assert list(frame.loc["nothing"].index) == list(effects)
    for name, effect in effects.items():
        row = frame.loc["nothing", name]
        assert row["n"] == effect.n
        assert row["mean"] == effect.mean or effect.mean != effect.mean


def test_what_a_notebook_shows_is_words_of_the_user_and_no_markup(found: Any):
    html = found._repr_html_()
    assert "Nothing &amp; more" in html
    assert "<b>Base" not in html
    assert "&lt;b&gt;Base" in found.base._repr_html_()


def test_reprs_are_one_short_line(found: Any):
    for shown in (found, found.base, found.base.scenario()):
        assert len(repr(shown)) < 260
        assert "\n" not in repr(shown)
    assert repr(found) == "Comparison of small-demo with nothing at week 8"


def test_figures_have_the_names_of_the_page(found: Any):
    assert {"registered", "causes"} <= set(found.base.figures)
    figure = found.base.figure("causes")
    assert len(figure.data) >= 3


def test_the_page_about_python_says_what_is_so():
    page = (ROOT / "docs" / "how-to" / "python.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {"wandel": wandel}
    exec(code, names)
    plan = names["plan"]
    assert (plan.organisation.people, plan.parameters["imitation_rate"].value) == (1000, 0.08)
    assert (str(plan.run.start), [each.kind for each in plan.interventions]) == ("2025-01-06", ["kick_off"])
    (call, said) = re.findall(r"```text\n>>> (.*?)\n(.*?)```", page, re.DOTALL)[0]
    with pytest.raises(wandel.WandelError) as caught:
        eval(call, names)
    assert str(caught.value) == said.strip()
    assert all(f"`{name}" in page for name in wandel.__all__)


@pytest.mark.slow
def test_the_notebook_of_studies_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Sweep, SALib and optuna on the space's function, discovery, calibration, value of information, the best plan."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    notebook = nbformat.read(ROOT / "experiments" / "studies.ipynb", as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "it is kept without outputs"
    nbclient.NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(tmp_path)}}).execute()
    said = "".join(each.get("text", "") for cell in notebook.cells for each in cell.get("outputs", []))
    assert "plans tried" in said
    assert "cases" in said
