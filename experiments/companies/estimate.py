"""How much companies differ, estimated from networks that were counted, each company left out in turn.

Usage: python -m experiments.companies.estimate; writes estimate.json, which docs/companies.md shows.

Levels x_j of a network (ln p, ln q, ln l_0, logit s_N; read and contribute intercepts in logit) are normal between
companies: x_j ~ N(m_j, t_j). Beforehand m_j ~ N(`MIDDLES`, 1) and t_j ~ |N(0, `SPREADS`)|. The likelihood of a network
is the mean of the likelihood of its points over draws of its levels, worked out once from draws of a wide density
(adoption: `emulator`; use: `bank`) and weighed for every (m, t). What a new company may have is N(m, t) averaged over
what is then believed about m and t; the declared priors are normal with the same mean and spread.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from math import exp, hypot, log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from experiments.companies.emulator import Companies
from simulation.declare import Prior
from simulation.parameters import PARAMETERS

Array = NDArray[np.float64]
FOLDER = Path(__file__).parent
ESTIMATE = FOLDER / "estimate.json"
ADOPTION = ("innovation_rate", "imitation_rate", "never_share", "launch_hazard")
USE = ("read_intercept", "contribute_intercept")
MIDDLES = {
    "innovation_rate": log(0.004),
    "imitation_rate": log(0.02),
    "never_share": -1.0,
    "launch_hazard": log(0.03),
    "read_intercept": -5.5,
    "contribute_intercept": -5.5,
}
"""Means of the means before any point: assumptions, each with standard deviation 1."""
SPREADS = {ADOPTION: 1.5, USE: 0.75}
"""Scale of the half-normal for the spread between companies: with so few of them it matters (docs/companies.md)."""
WIDE = 2.3
"""Standard deviation of the density from which levels of adoption are drawn."""
MODEL_ERROR = 0.15
"""Log-sd of what keeps the model from meeting a company exactly, beside the error of the number."""
DRAWS, MIXTURES, SHOWN = 10_000, 4_000, 4_000
WEEKS = 190
QUANTILES = (0.1, 0.5, 0.9)
COMPANIES = ("Alcatel-Lucent", "Cbeyond", "BASF", "Deutsche Telekom")


@dataclass(frozen=True)
class Point:
    """One count of users of a network, in one of some weeks; ``launch`` is None where nobody announced it."""

    company: str
    network: str
    weeks: range
    share: float
    error: float
    launch: int | None


def points(name: str = "points.csv") -> list[Point]:
    """Read points.csv, or later.csv: what was found when the priors stood, and nothing was estimated from."""
    with (FOLDER / name).open(newline="") as file:
        return [
            Point(
                row["company"],
                row["network"],
                range(int(row["first_week"]), int(row["last_week"]) + 1),
                int(row["users"]) / int(row["employees"]),
                float(row["error"]),
                int(row["launch_week"]) if row["launch_week"] else None,
            )
            for row in csv.DictReader(file)
        ]


def companies(levels: Array, rng: np.random.Generator) -> Companies:
    """Return companies with these levels [draws, `ADOPTION`] and everything else from its prior."""
    n = len(levels)

    def drawn(name: str) -> Array:
        p = PARAMETERS[name]
        return np.array([p.prior.quantile(u, p.low, p.high) for u in rng.uniform(1e-6, 1 - 1e-6, n)])

    return Companies(
        np.exp(levels[:, 0]),
        np.exp(levels[:, 1]),
        np.exp(levels[:, 3]),
        1 / (1 + np.exp(-levels[:, 2])),
        *(
            drawn(name)
            for name in (
                "register_propensity",
                "propensity_spread",
                "never_propensity",
                "turnover_rate",
                "nondesk_access",
            )
        ),
        rng.normal(0.12, 0.08, n),
    )


def log_likelihood(curves: Array, of: list[Point]) -> Array:
    """Return the log-likelihood of a network's points under each curve; the week is one of the stated ones."""
    total = np.zeros(len(curves))
    for each in of:
        error = hypot(each.error, MODEL_ERROR)
        seen = np.maximum(curves[:, each.weeks], 1e-9)
        total += logsumexp(-0.5 * (np.log(each.share / seen) / error) ** 2, axis=1)
    return total


@dataclass(frozen=True)
class Mixture:
    """Draws of what may hold between companies, m and t [mixtures, levels], before any point."""

    means: Array
    spreads: Array

    @classmethod
    def of(cls, names: tuple[str, ...], rng: np.random.Generator) -> Mixture:
        """Draw from the priors of m and t."""
        middles = np.array([MIDDLES[name] for name in names])
        shape = (MIXTURES, len(names))
        return cls(rng.normal(middles, 1.0, shape), np.abs(rng.normal(0, SPREADS[names], shape)) + 0.05)

    def marginal(self, levels: Array, log_proposal: Array, likelihood: Array, used: int) -> Array:
        """Return the log-likelihood of one network for every (m, t), from draws of its first ``used`` levels."""
        kept = likelihood > likelihood.max() - 12
        density = np.zeros((int(kept.sum()), MIXTURES))
        for j in range(used):
            z = (levels[kept, j, None] - self.means[None, :, j]) / self.spreads[None, :, j]
            density += -0.5 * z**2 - np.log(self.spreads[None, :, j])
        found: Array = logsumexp(density + (likelihood - log_proposal)[kept, None], axis=0)
        return found

    def predicted(self, log_weights: Array) -> tuple[Array, Array, float]:
        """Return mean and spread of a new company's levels, and the effective number of mixtures behind them."""
        weights = np.exp(log_weights - logsumexp(log_weights))
        mean = weights @ self.means
        spread = np.sqrt(weights @ (self.spreads**2 + self.means**2) - mean**2)
        return mean, spread, float(1 / (weights**2).sum())


def as_prior(name: str, mean: float, spread: float) -> Prior:
    """Return a level as a declared prior: rates lognormal, the share who never come logitnormal, intercepts normal."""
    if name in USE:
        return Prior("normal", round(mean, 1), round(spread, 2))
    if name == "never_share":
        return Prior("logitnormal", round(1 / (1 + exp(-mean)), 2), round(spread, 1))
    return Prior("lognormal", float(f"{exp(mean):.1g}"), round(spread, 1))


def drawn_levels(priors: dict[str, Prior], rng: np.random.Generator) -> Array:
    """Return draws of the declared priors on the scale of the levels."""
    columns = []
    for name in ADOPTION:
        p = PARAMETERS[name]
        values = np.array([priors[name].quantile(u, p.low, p.high) for u in rng.uniform(1e-6, 1 - 1e-6, SHOWN)])
        columns.append(np.log(values / (1 - np.minimum(values, 1 - 1e-9))) if name == "never_share" else np.log(values))
    return np.column_stack(columns)


def check(of: list[Point], priors: dict[str, Prior]) -> list[dict[str, Any]]:
    """Return each point beside what the priors predict would be published."""
    rng = np.random.default_rng(9)
    made = companies(drawn_levels(priors, rng), rng)
    curves = {launch: made.curves(WEEKS, launch) for launch in {each.launch for each in of}}
    rows = []
    for each in of:
        weeks = rng.integers(each.weeks[0], each.weeks[-1] + 1, SHOWN)
        seen = curves[each.launch][np.arange(SHOWN), weeks] * np.exp(each.error * rng.normal(size=SHOWN))
        low, median, high = (float(f"{q:.3g}") for q in np.quantile(seen, QUANTILES))
        rows.append({
            "company": each.company, "network": each.network, "weeks": [each.weeks[0], each.weeks[-1]],
            "observed": float(f"{each.share:.3g}"), "low": low, "median": median, "high": high,
            "rank": round(float((seen < each.share).mean()), 2),
        })  # fmt: skip
    return rows


def later() -> list[dict[str, Any]]:
    """Return counts of companies that nothing was estimated from, beside what the declared priors say of them."""
    return check(points("later.csv"), {name: PARAMETERS[name].prior for name in ADOPTION})


def adoption() -> dict[str, Any]:
    """Estimate the levels of adoption, all companies together and each left out in turn."""
    rng = np.random.default_rng(5)
    middles = np.array([MIDDLES[name] for name in ADOPTION])
    levels = rng.normal(middles, WIDE, (DRAWS, len(ADOPTION)))
    made = companies(levels, rng)
    by_network: dict[tuple[str, str], list[Point]] = {}
    for each in points():
        by_network.setdefault((each.company, each.network), []).append(each)
    curves = {launch: made.curves(WEEKS, launch) for launch in {of[0].launch for of in by_network.values()}}
    mixture = Mixture.of(ADOPTION, rng)
    known = {}
    for network, of in by_network.items():
        used = len(ADOPTION) - (of[0].launch is None)  # nobody announced it: it tells nothing about launches
        proposal = (-0.5 * ((levels - middles) / WIDE) ** 2)[:, :used].sum(axis=1)
        known[network] = mixture.marginal(levels, proposal, log_likelihood(curves[of[0].launch], of), used)

    def without(company: str) -> dict[str, Any]:
        mean, spread, effective = mixture.predicted(sum(found for key, found in known.items() if key[0] != company))
        priors = {n: as_prior(n, float(m), float(s)) for n, m, s in zip(ADOPTION, mean, spread, strict=True)}
        return {"priors": priors, "effective": round(effective)}

    everybody = without("")
    left_out = []
    for company in COMPANIES:
        left_out += check([p for p in points() if p.company == company], without(company)["priors"])
    return {"priors": everybody["priors"], "effective": everybody["effective"], "left_out": left_out}


def facts() -> dict[str, tuple[list[str], float, float]]:
    """Read use.csv: columns of the bank (their sum), value, log-sd of its error with what the model misses."""
    with (FOLDER / "use.csv").open(newline="") as file:
        return {
            row["company"]: (row["shown"].split("+"), float(row["value"]), float(row["error"]))
            for row in csv.DictReader(file)
        }


def use() -> dict[str, Any]:
    """Estimate the levels of use, all companies together and each left out in turn."""
    with (FOLDER / "bank.csv").open(newline="") as file:
        bank = {name: np.array(values, float) for name, *values in zip(*csv.reader(file), strict=True)}
    levels = np.column_stack([bank[name] for name in USE])
    rng = np.random.default_rng(2)
    mixture, even = Mixture.of(USE, rng), np.zeros(len(levels))
    known_of = facts()
    seen = {name: sum(bank[column] for column in columns) for name, (columns, _, _) in known_of.items()}
    found = {n: _close(seen[n], value, error) for n, (_, value, error) in known_of.items()}
    active = [values for name, values in bank.items() if name.endswith("_85") and name != "contributions_85"]
    found["Deutsche Telekom"] = found["Deutsche Telekom"] + logsumexp([_close(a, 0.1, 0.3) for a in active], axis=0)
    known = {name: mixture.marginal(levels, even, each, len(USE)) for name, each in found.items()}
    rows = []
    for name in known_of:
        mean, spread, _ = mixture.predicted(sum(each for key, each in known.items() if key != name))
        weights = np.exp(-0.5 * (((levels - mean) / spread) ** 2).sum(axis=1))
        order = np.argsort(seen[name])
        low, median, high = np.interp(QUANTILES, np.cumsum(weights[order]) / weights.sum(), seen[name][order])
        rows.append({
            "company": name, "shown": "+".join(known_of[name][0]), "observed": float(f"{known_of[name][1]:.3g}"),
            "low": float(f"{low:.3g}"), "median": float(f"{median:.3g}"), "high": float(f"{high:.3g}"),
        })  # fmt: skip
    mean, spread, effective = mixture.predicted(sum(known.values()))
    priors = {n: as_prior(n, float(m), float(s)) for n, m, s in zip(USE, mean, spread, strict=True)}
    return {"priors": priors, "effective": round(effective), "left_out": rows}


def _close(values: Array, observed: float, error: float) -> Array:
    found: Array = -0.5 * (np.log(np.maximum(values, 1e-5) / observed) / error) ** 2
    return found


def main() -> None:
    """Estimate, print and write."""
    found = {"adoption": adoption(), "later": later(), "use": use()}
    text = json.dumps(found, indent=1, default=lambda prior: [prior.kind, prior.a, prior.b])
    ESTIMATE.write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
