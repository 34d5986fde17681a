"""Mistakes in stored results, their digests, bands and effects."""

from __future__ import annotations

from typing import Final

from tests.planted.planting import Mistake

MISTAKES: Final = (
    Mistake(
        "usual quantiles",
        "Bands leave a further value out more often than they say.",
        "simulation/results/quantiles.py",
        "np.clip(p * (n + 1) - 1, 0,",
        "np.clip(p * (n - 1), 0,",
    ),
    Mistake(
        "a table outside of the digest",
        "The account is not in the digest of a run.",
        "simulation/results/digest.py",
        '"replies", "value", "survey",',
        '"replies", "survey",',
    ),
    Mistake(
        "a row outside of the digest",
        "The last row of a column is not in the digest.",
        "simulation/results/digest.py",
        "digest.update(_little_endian(array))",
        "digest.update(_little_endian(array[:-1]))",
    ),
    Mistake(
        "roles shifted",
        "Each role has the numbers of the one before.",
        "simulation/results/tables.py",
        '"role", ROLES, about',
        '"role", (*ROLES[1:], ROLES[0]), about',
    ),
    Mistake(
        "replier for author, stored",
        "The table of replies names the author as replier.",
        "simulation/results/tables.py",
        "year, of, to = (axis",
        "year, to, of = (axis",
    ),
    Mistake(
        "a day lost each year",
        "Dates drift by a day at each end of a year.",
        "simulation/results/reader.py",
        "(first + timedelta(weeks=week)).isoformat()",
        "(first + timedelta(days=7 * week - week // 52)).isoformat()",
    ),
    Mistake(
        "weeks of six days",
        "Stored dates are six days apart.",
        "simulation/results/tables.py",
        "DAYS_PER_WEEK: Final = 7",
        "DAYS_PER_WEEK: Final = 6",
    ),
    Mistake(
        "silos of another country",
        "Countries are summed over the silos of others.",
        "simulation/results/tables.py",
        "[:, :-1][:, of == k]",
        "[:, :-1][:, of != k]",
    ),
    Mistake(
        "base minus plan",
        "A plan that brings something takes it away.",
        "simulation/results/effects.py",
        "    difference = plan - base\n",
        "    difference = base - plan\n",
    ),
    Mistake(
        "turned the other way",
        "Who is there only with the plan stands under only without.",
        "simulation/results/persons.py",
        '("with", having[state] & ~without[state])',
        '("with", without[state] & ~having[state])',
    ),
    Mistake(
        "normal for Student",
        "Intervals of few replicates are as narrow as those of many.",
        "simulation/results/effects.py",
        "return student_t.quantile(n - 1, (1 + CONFIDENCE) / 2)",
        "return student_t.quantile(n + 100, (1 + CONFIDENCE) / 2)",
    ),
    Mistake(
        "error of an observation",
        "The interval of an observation is as wide upwards only.",
        "simulation/results/observed.py",
        "return observation.value / factor, observation.value * factor",
        "return observation.value, observation.value * factor",
    ),
    Mistake(
        "whatever was stored",
        "A check of results takes any content for the right one.",
        "simulation/results/verify.py",
        "elif table_digest(tables[name]) != record.replicates[replicate]:",
        "elif False:",
    ),
)
