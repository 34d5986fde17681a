"""Student's t distribution with a whole number of degrees of freedom."""

from __future__ import annotations

from functools import cache
from math import pi, sqrt
from typing import Final

_HALVINGS: Final = 200
_ARC_TERMS: Final = 25


@cache
def quantile(degrees: int, p: float) -> float:
    """Return the quantile at 1/2 < p < 1, relative error below 1e-11: `between` halved until doubles have no middle."""
    wanted, low, high = 2.0 * p - 1.0, 0.0, 1.0
    while between(degrees, high) < wanted:
        low, high = high, 2.0 * high
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        if middle in (low, high):
            break
        if between(degrees, middle) < wanted:
            low = middle
        else:
            high = middle
    return high


def between(degrees: int, t: float) -> float:
    """Return the chance of lying between -t and t (Abramowitz & Stegun 26.7.3 and 26.7.4).

    With tan(a) = t / sqrt(n): sin(a) (1 + cos^2(a)/2 + ... 1 3/(2 4) cos^4(a) + ...) for an even number n, and
    2/pi (a + sin(a) (cos(a) + 2/3 cos^3(a) + ...)) for an odd one, both up to cos^(n-2).
    """
    cos_squared = degrees / (degrees + t * t)
    sine = t / sqrt(degrees + t * t)
    odd = degrees % 2
    term = total = 0.0 if degrees == 1 else sqrt(cos_squared) if odd else 1.0
    for k in range(2 + odd, degrees - 1, 2):
        term *= cos_squared * (k - 1) / k
        total += term
    return 2.0 / pi * (arctan(t / sqrt(degrees)) + sine * total) if odd else sine * total


def arctan(x: float) -> float:
    """Return the angle between 0 and pi/2 whose tangent is x >= 0, relative error below 1e-14.

    An angle is halved by tan(a/2) = tan(a) / (1 + sqrt(1 + tan(a)^2)), three times, then x - x^3/3 + x^5/5 - ...
    """
    for _ in range(3):
        x = x / (1.0 + sqrt(1.0 + x * x))
    total = 0.0
    for k in range(_ARC_TERMS, -1, -1):
        total = 1.0 / (2 * k + 1) - x * x * total
    return 8.0 * x * total
