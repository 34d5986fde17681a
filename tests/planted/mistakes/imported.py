"""Mistakes in imports: days, numbers, weeks, ties, levels, what is told of whom."""

from __future__ import annotations

from typing import Final

from tests.planted.planting import Mistake

MISTAKES: Final = (
    Mistake(
        "day for month",
        "With the day first, the month is.",
        "simulation/importing/days.py",
        '(first, second) if order == "day_first" else (second, first)',
        '(second, first) if order == "day_first" else (first, second)',
    ),
    Mistake(
        "comma for point",
        "Of a point and a comma the first one is the decimal sign.",
        "simulation/importing/amounts.py",
        'bare.rfind(".") > bare.rfind(",")',
        'bare.rfind(".") < bare.rfind(",")',
    ),
    Mistake(
        "next week",
        "What was counted on a Sunday belongs to the next week.",
        "simulation/importing/usage.py",
        "name, unit, (day - where.start).days // 7, day, value,",
        "name, unit, ((day - where.start).days + 1) // 7, day, value,",
    ),
    Mistake(
        "sum of some",
        "Counts of some units are taken for the whole company.",
        "simulation/importing/usage.py",
        "if {one.silo for one in each} == silos:",
        "if {one.silo for one in each} <= silos:",
    ),
    Mistake(
        "days beside those meant",
        "Counting other days than a measure does adds no error.",
        "simulation/importing/points.py",
        "abs(log(period / window)) if period and window else 0.0",
        "0.0",
    ),
    Mistake(
        "last point of a curve",
        "The last point of a curve is no evidence.",
        "simulation/importing/points.py",
        "n - 1 - round(i * (n - 1)",
        "max(0, n - 2) - round(i * (n - 2)",
    ),
    Mistake(
        "counts of few",
        "Counts of fewer people than may be told are told.",
        "simulation/importing/observing.py",
        "point.value >= minimum or",
        "point.value >= 0 or",
    ),
    Mistake(
        "one way is enough",
        "Ties count that only one of two has named.",
        "simulation/importing/ties.py",
        'settings.direction == "either" or directed.get((b, a), 0) > 0',
        'settings.direction in ("either", "both") or directed.get((b, a), 0) > 0',
    ),
    Mistake(
        "one way counts",
        "Weights of both ways are not added up.",
        "simulation/importing/ties.py",
        "both[min(a, b), max(a, b)] += value",
        "both[min(a, b), max(a, b)] = value",
    ),
    Mistake(
        "weakest ties",
        "Of many ties the weakest stay.",
        "simulation/importing/ties.py",
        "np.lexsort((pairs[:, 1 - end], -weight, pairs[:, end]))",
        "np.lexsort((pairs[:, 1 - end], weight, pairs[:, end]))",
    ),
    Mistake(
        "barrier that opens",
        "The more work goes across units, the higher is the barrier.",
        "simulation/importing/group_ties.py",
        "barrier = 1 - share *",
        "barrier = share *",
    ),
    Mistake(
        "communities of a person",
        "People per community are communities per person.",
        "simulation/importing/groups.py",
        '"people_per_community": people / len(table)',
        '"people_per_community": len(table) / people',
    ),
    Mistake(
        "executives in the middle",
        "Who leads leaders at the top is a middle manager.",
        "simulation/importing/tree.py",
        "np.where(leaders & high, 3, np.where(leaders, 2, anybody))",
        "np.where(leaders & high, 2, np.where(leaders, 3, anybody))",
    ),
    Mistake(
        "head of another unit",
        "The head of a unit is who leads fewest of it.",
        "simulation/importing/heads.py",
        "np.lexsort((candidates, -led[candidates]))",
        "np.lexsort((candidates, led[candidates]))",
    ),
    Mistake(
        "smallest post",
        "Of doubled rows that with the least FTE counts.",
        "simulation/importing/people.py",
        "return max(rows, key=lambda row: (fte[row], -row))",
        "return min(rows, key=lambda row: (fte[row], -row))",
    ),
    Mistake(
        "posts for people",
        "Parts of posts do not add up over a manager's rows.",
        "simulation/importing/posts.py",
        "posts[cell] += float(rows.count[i])",
        "posts[cell] = float(rows.count[i])",
    ),
    Mistake(
        "span of few",
        "The largest team is told although it is small.",
        "simulation/importing/report.py",
        '"largest_span": int(spans.max()) if spans.max() >= minimum else None,',
        '"largest_span": int(spans.max()),',
    ),
)
