"""`Comparison`: what plans change against a base, as Python and a notebook see it."""

from __future__ import annotations

from dataclasses import fields

from simulation.results import compare


class Comparison(compare.ComparedRuns):
    """Effects of plans against one base, replicate by replicate and person by person; `compare` makes one.

    >>> base = wandel.load("small-demo", scale=0.2, weeks=30, replicates=3)
    >>> found = wandel.compare(base, wandel.load(base, name="nothing", interventions=[]))
    >>> int(found.frame().loc["nothing", "registered"].n)
    3
    """

    __slots__ = ()

    @classmethod
    def of(cls, comparison: compare.ComparedRuns) -> Comparison:
        """Return what was found, with what notebooks show of it."""
        return cls(**{field.name: getattr(comparison, field.name) for field in fields(comparison)})

    def _repr_html_(self) -> str:
        from simulation.present.notebook import comparison_html

        return comparison_html(self)

    def __repr__(self) -> str:
        plans = ", ".join(plan.plan.manifest.scenario for plan in self.plans)
        return f"Comparison of {self.base.manifest.scenario} with {plans} at week {self.week}"
