"""Nothing in the sources calls what rounds one way on this machine and another on the next.

`simulation.portable` says why. What is listed in `HARMLESS` is exact wherever it is worked out.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import simulation

PACKAGE = Path(simulation.__file__).parent
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
FOR_THE_EYE = ("present/", "cli/", "app/")
"""Parts that show numbers and store none: their sums may be as they are."""
STATISTICS = tuple(
    f"studies/{part}"
    for part in (
        *(
            "calibration/",
            "discovery/",
            "forecast/",
            "file/questions.py",
            "gaussian_process.py",
            "information/",
            "sensitivity/",
        ),
    )
)
"""Estimates from finished runs, by linear algebra and by libraries: docs/portable.md says what that means."""

CURVES = {
    *("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "pow", "power", "float_power", "cbrt", "hypot", "dist"),
    *("sin", "cos", "tan", "asin", "acos", "atan", "atan2", "arcsin", "arccos", "arctan", "arctan2"),
    *("sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "arcsinh", "arccosh", "arctanh"),
    *("erf", "erfc", "gamma", "lgamma", "logaddexp", "logaddexp2", "sinc", "i0", "sumprod"),
}
"""Functions of `math` and NumPy whose last bit IEEE 754 leaves open."""
PRODUCTS = {
    *("dot", "vdot", "inner", "matmul", "vecdot", "tensordot", "einsum", "cov", "corrcoef", "convolve", "correlate"),
    *("linalg", "fft", "polyfit", "random", "interp", "trapezoid", "gradient", "quantile", "percentile"),
    *("nanquantile", "nanpercentile", "average", "nansum", "nanmean", "nanstd", "nanvar", "nanprod"),
}
"""Functions of NumPy that multiply and add up in an order, or with a library, of their own choice."""
SUMS = {"sum", "mean", "std", "var", "reduce", "reduceat", "prod", "trace"}
LIBRARIES = ("scipy", "statistics", "random", "cmath", "pyarrow.compute", "numexpr", "bottleneck")

_WHOLE = "whole numbers, or truth values, which are exact in any order"
_PEOPLE = "numbers of people, which are whole"
_DOTS = "where dots lie on a screen; rounded to tenths of a pixel, and not stored"
HARMLESS = {
    "face/forecasting.py": {
        "sum((len(curve.weeks) for curve in self.curves))": _WHOLE,
    },
    "importing/accounts.py": {
        "sum(active)": _WHOLE,
    },
    "importing/days.py": {
        "sum((any((parse_day(text, order) for order in ORDERS)) "
        "and (not text.isdigit()) for text in filled[:_TRIED]))": _WHOLE,
    },
    "importing/drafting.py": {
        "sum(map(bool, row))": _WHOLE,
    },
    "importing/guessing.py": {
        "sum(map(fits, values))": _WHOLE,
    },
    "importing/headers.py": {
        "sum((cell == name or is_known(cell) for name, cell in said))": _WHOLE,
        "sum(map(bool, row))": _WHOLE,
        "sum(map(is_known, follows))": _WHOLE,
        "sum(map(is_known, rows[at]))": _WHOLE,
    },
    "importing/table.py": {
        "sum(map(bool, row))": _WHOLE,
    },
    "app/spreading.py": {"np.cos(angle)": _DOTS, "np.sin(angle)": _DOTS},
    "wasm/start.py": {
        "counts[first:last].sum()": _WHOLE,
        "sum((max(in_turn[known.of[v]:known.of[v + 1]], default=0) for v in range(n_variants)))": _WHOLE,
    },
    "importing/findings.py": {"sum((last - first + 1 for first, last in runs[MOST_LINES:]))": _WHOLE},
    "importing/groups.py": {"sum(is_open)": _WHOLE},
    "importing/posts.py": {"people.sum()": _WHOLE},
    "importing/report.py": {"leads.sum()": _WHOLE},
    "importing/survey.py": {"sum(counts)": _WHOLE},
    "importing/ties.py": {"lines.sum()": _WHOLE},
    "organisation/disclosure.py": {"sum((sizes[place] for place in hidden))": _WHOLE},
    "results/organisation.py": {"o.assistant.sum()": _WHOLE, "o.broker.sum()": _WHOLE, "o.desk.sum()": _WHOLE},
    "engines/composing.py": {
        "sum((each.size for each in places))": _WHOLE,
    },
    "engines/mesa/community.py": {"sum((amount for _, amount in self.said))": _WHOLE},
    "engines/mesa/employee.py": {
        "sum((rules.tie_sum(weight, len(colleagues)) for weight, colleagues in layers))": "multiples of 1/4096: exact",
    },
    "engines/mesa/ledger.py": {"counts.sum(axis=0)": _WHOLE},
    "engines/scheduled.py": {"counts.sum()": _PEOPLE},
    "attribution/person.py": {"alike.sum()": _WHOLE, "held.sum()": _WHOLE},
    "attribution/split.py": {"defined.sum(axis=-1)": _WHOLE},
    "interventions/chance.py": {"np.sum(degrees, axis=0)": _WHOLE},
    "interventions/kinds/multipliers.py": {"lengths.sum()": _WHOLE, "np.sum(degrees, axis=0)": _WHOLE},
    "interventions/kinds/open_groups.py": {"eligible.sum()": _WHOLE, "done_by_others.sum()": _WHOLE},
    "interventions/registry.py": {"reduce(or_, self.choices())": "joins types"},
    "interventions/select.py": {"np.sum([np.diff(ties.indptr) for ties in organisation.layers], axis=0)": _WHOLE},
    "measures/base.py": {"sum((r[c] for c in top[1:]), r[top[0]])": "arrays, which are added one after the other"},
    "model/tide.py": {
        "np.array([christmas, summer], np.int64).reshape(2, weeks, _DAYS).sum(axis=2)": "numbers of days"
    },
    "organisation/communities.py": {"sum(n_areas)": _WHOLE, "sum(n_functions)": _WHOLE},
    "organisation/layers.py": {"prod([settings.manager_boost] * level)": "one factor after the other"},
    "organisation/measures.py": {
        "import scipy.sparse.csr_array": "numbers the components of a network: whole numbers",
        "import scipy.sparse.csgraph.connected_components": "numbers the components of a network: whole numbers",
        "reduce(join, organisation.layers)": "joins networks",
        "sum((int(size) * (int(size) - 1) // 2 for size in np.bincount(organisation.silo)))": _WHOLE,
    },
    "organisation/people.py": {"span ** (level + 1)": _WHOLE},
    "organisation/periphery.py": {"sum(ties)": "only whether it is above 0"},
    "organisation/spread.py": {
        "degree.sum()": _WHOLE,
        "(degree * degree).sum()": _WHOLE,
        "sum((np.diff(ties.indptr) for ties in formal), np.zeros(company.settings.people, np.int64))": _WHOLE,
    },
    "organisation/sizes.py": {"sum((exact[i] for i in free))": "fractions: exact", "sum(parts)": _WHOLE},
    "organisation/units.py": {"span ** level": _WHOLE},
    "results/merge.py": {
        "sum((part.rows[table] for part in parts))": _WHOLE,
        "sum((table.num_rows for table in waiting))": _WHOLE,
    },
    "results/packing.py": {"sum((each.file_size for each in packed.infolist()))": _WHOLE},
    "results/participation.py": {
        "columns['paid_before'].sum()": _PEOPLE,
        "columns['paid_before_with_account'].sum()": _PEOPLE,
    },
    "results/persons.py": {"found.sum()": _PEOPLE},
    "results/quantiles.py": {"np.isnan(values).sum(axis=0)": _WHOLE},
    "results/summary.py": {"numbers(table['replies']).reshape(years, silos, silos)[-taken:].sum(axis=0)": _WHOLE},
    "studies/best/guess.py": dict.fromkeys(
        (
            "np.linalg.cholesky(precision)",
            "np.linalg.solve(precision, features.T @ (gains[:, 0] / noise))",
            "np.linalg.solve(self._root.T, generator.standard_normal(self._mean.size))",
            "features.T @ (features / noise[:, None])",
            "features.T @ (gains[:, 0] / noise)",
            "self.features(choice) @ self._mean",
            "self.features(choice) @ parts",
        ),
        "proposes which plans are tried; what they bring, runs say",
    ),
    "studies/best/levers.py": {
        "prod((self._group_size(levers) for levers in groups.values()))": _WHOLE,
        "prod((len(each.values) for each in levers if not each.is_presence))": _WHOLE,
    },
    "studies/best/optimise.py": {"sum((rows.size for rows in fresh.full.values()))": _WHOLE},
    "studies/best/search.py": {
        "np.random.default_rng(effort.seed)": "decides which plans are tried, not what they bring"
    },
    "studies/design/designs.py": {
        "import scipy.stats.qmc": "points of designs are whole numbers times a power of two, or draws shifted by one",
        "np.random.default_rng(seed)": "scrambles a design: whole numbers of a generator whose stream NumPy keeps",
    },
    "studies/file/chosen_design.py": {
        "prod((len(each.levels) or self.steps for each in space.dimensions))": _WHOLE,
        "sum((len(each.levels) or _TWO for each in space.dimensions))": _WHOLE,
    },
    "studies/file/estimate.py": {"sum((path.stat().st_size for path in study.store.folder.glob(PATTERN)))": _WHOLE},
    "studies/running/pools.py": {"sum(self._client.nthreads().values())": _WHOLE},
    "studies/store/lines.py": {
        "math.prod(shape[1:])": _WHOLE,
    },
    "studies/tornado.py": {"import statistics.median": "one of the numbers, or half the sum of two"},
    "survey/silos.py": {"np.add.reduceat(values, self._starts, axis=1, dtype=_SUM)": _WHOLE},
    "survey/suppression.py": {"answered.sum()": _WHOLE, "answered[kept_back].sum()": _WHOLE},
    "value/items.py": {"math.prod((f[name] for name in names))": "one factor after the other"},
}
"""What is exact all the same, by file, and why."""


def doubtful(source: str, file: str = "") -> Iterator[str]:
    """What stands in a module that may be rounded otherwise elsewhere."""
    tree = ast.parse(source)
    ours = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("simulation.portable")
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from _imported(node)
        elif isinstance(node, ast.BinOp | ast.AugAssign) and not _is_exact(node):
            yield ast.unparse(node)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).partition(".")[0] not in ours:
            yield from _called(node, sums=not file.startswith((*FOR_THE_EYE, "portable/")))


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    start = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
    for name in (start + alias.name for alias in node.names):
        library, _, last = name.rpartition(".")
        from_library = any(name == each or name.startswith(f"{each}.") for each in LIBRARIES)
        if from_library or (library in ("math", "numpy") and last in CURVES | PRODUCTS):
            yield f"import {name}"


def _is_exact(node: ast.BinOp | ast.AugAssign) -> bool:
    """Whether it is no power and no product of matrices, or a power of two that is written out."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        try:
            base, exponent = ast.literal_eval(node.left), ast.literal_eval(node.right)
        except ValueError:
            return False
        return base == 2 or (isinstance(base, int) and exponent >= 0)
    return not isinstance(node.op, ast.Pow | ast.MatMult)


def _called(node: ast.Call, *, sums: bool) -> Iterator[str]:
    text, name = ast.unparse(node), ast.unparse(node.func)
    last = name.rpartition(".")[2]
    reasons = (
        name.startswith(("np.", "math.")) and bool((CURVES | PRODUCTS) & set(name.split("."))),
        last in ("argpartition", "dot"),
        last == "argsort" and "kind='stable'" not in text,
        any(keyword.arg == "fastmath" for keyword in node.keywords),
        sums and last in SUMS and not _counts(node),
    )
    if any(reasons):
        yield text


def _counts(node: ast.Call) -> bool:
    """Whether truth values are added up: (a > b).sum(), sum(a > b for ...)."""
    of: ast.AST = node.func.value if isinstance(node.func, ast.Attribute) else node.args[0]
    if isinstance(of, ast.GeneratorExp):
        of = of.elt
    while isinstance(of, ast.Call) and isinstance(of.func, ast.Attribute) and of.func.attr in ("any", "all"):
        of = of.func.value
    if isinstance(of, ast.BinOp):
        return isinstance(of.op, ast.BitAnd | ast.BitOr)
    return isinstance(of, ast.Compare) or (isinstance(of, ast.UnaryOp) and isinstance(of.op, ast.Invert | ast.Not))


def test_only_portable_arithmetic() -> None:
    strict = [file for file in MODULES if not file.startswith(STATISTICS)]
    found = {file: set(doubtful((PACKAGE / file).read_text(encoding="utf-8"), file)) for file in strict}
    new = {file: sorted(lines - set(HARMLESS.get(file, {}))) for file, lines in found.items()}
    left = {file: lines for file, lines in new.items() if lines}
    assert not left, "use simulation.portable, or list it in HARMLESS with a reason"
    gone = {file: sorted(set(listed) - found.get(file, set())) for file, listed in HARMLESS.items()}
    assert not any(gone.values()), f"listed in HARMLESS, but no longer there: {gone}"


@pytest.mark.parametrize(
    "line",
    [
        *("np.exp(x)", "math.log(x)", "from math import exp", "from numpy import power", "x**0.5", "x**2", "x **= 2"),
        *(
            "2.0**x",
            "10**-3",
            "a @ b",
            "np.cov(a, b)",
            "np.linalg.norm(a)",
            "a.dot(b)",
            "from scipy.special import ndtr",
        ),
        *("import statistics", "np.argsort(x)", "x.argsort()", "np.argpartition(x, 3)", "njit(fastmath=True)"),
        *("sum(x)", "sum(each.hours for each in costs)", "x.sum()", "x.mean()", "x.std(ddof=1)", "np.sum(x)"),
        *("np.add.reduce(x)", "np.quantile(x, 0.1)", "frame.groupby('week').mean()", "import pyarrow.compute as pc"),
    ],
)
def test_what_rounds_otherwise_elsewhere_is_seen(line: str) -> None:
    assert list(doubtful(line))


@pytest.mark.parametrize(
    "line",
    [
        *(
            "x * x",
            "2.0**-53",
            "2**64",
            "10**9",
            "math.sqrt(x)",
            "np.sqrt(x)",
            "np.rint(x)",
            "fsum(x)",
            "(x > 0).sum()",
        ),
        *("sum(each > 0 for each in x)", "np.argsort(x, kind='stable')", "np.cumsum(x)", "~np.isnan(x).any()"),
        "from simulation.portable.elementary import exp\nexp(x)",
        "from simulation.portable import sums\nsums.mean(x)",
    ],
)
def test_what_is_exact_passes(line: str) -> None:
    assert not list(doubtful(line))
