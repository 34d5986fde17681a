"""exp, log and powers of numbers or arrays, in double precision, by +, -, x and / alone.

The polynomials are those of fdlibm (Sun Microsystems, 1993). Errors are in units of the last place of a double (ulp,
relative 2.2e-16 at most); `tests/portable` measures them.
"""

from __future__ import annotations

from math import frexp, inf, ldexp, nan
from typing import Any, Final, overload

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
LN2: Final = 0.6931471805599453
LOG2E: Final = 1.4426950408889634
LN2_HIGH: Final = 6.93147180369123816490e-01
"""ln 2 with 32 bits, so that its products with exponents are exact."""
LN2_LOW: Final = 1.90821492927058770002e-10
SQRT_HALF: Final = 0.7071067811865476
_P: Final = (
    1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05, -1.65339022054652515390e-06,
    4.13813679705723846039e-08,
)  # fmt: skip
_L: Final = (
    6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01, 2.222219843214978396e-01,
    1.818357216161805012e-01, 1.531383769920937332e-01, 1.479819860511658591e-01,
)  # fmt: skip
LOWEST, HIGHEST = -746.0, 710.0
"""Beyond these exp is 0, or infinite."""
_LARGEST_EXPONENT: Final = 1100.0
_SMALL: Final = 1e-5


@overload
def exp(x: float) -> float: ...
@overload
def exp(x: NDArray[Any]) -> Doubles: ...
def exp(x: Any) -> Any:
    """Return e^x, off by less than 1 ulp; 0 below -746, infinite above 709.78."""
    if isinstance(x, np.ndarray):
        held = np.clip(x.astype(np.float64), LOWEST, HIGHEST)
        n = np.rint(held * LOG2E)
        return _scaled(grown(held - n * LN2_HIGH, n * LN2_LOW), n)
    one = float(x)
    if not one < HIGHEST:
        return inf if one >= HIGHEST else nan
    one = max(one, LOWEST)
    k = round(one * LOG2E)
    return _scaled(grown(one - k * LN2_HIGH, k * LN2_LOW), k)


@overload
def exp2(x: float) -> float: ...
@overload
def exp2(x: NDArray[Any]) -> Doubles: ...
def exp2(x: Any) -> Any:
    """Return 2^x, off by less than 1.5 ulp; exact for whole numbers."""
    if isinstance(x, np.ndarray):
        held = np.clip(x.astype(np.float64), -_LARGEST_EXPONENT, _LARGEST_EXPONENT)
        n = np.rint(held)
        return _scaled(grown((held - n) * LN2, 0.0), n)
    one = float(x)
    if not one < _LARGEST_EXPONENT:
        return inf if one >= _LARGEST_EXPONENT else nan
    one = max(one, -_LARGEST_EXPONENT)
    k = round(one)
    return _scaled(grown((one - k) * LN2, 0.0), k)


def grown(high: Any, low: Any) -> Any:
    """Return e^(high - low) for |high - low| up to 0.35."""
    p1, p2, p3, p4, p5 = _P
    r = high - low
    t = r * r
    c = r - t * (p1 + t * (p2 + t * (p3 + t * (p4 + t * p5))))
    return 1.0 - ((low - (r * c) / (2.0 - c)) - high)


def _scaled(value: Any, n: Any) -> Any:
    """Return value x 2^n, infinite where that is too large."""
    if isinstance(n, int):
        try:
            return ldexp(value, n)
        except OverflowError:
            return inf
    with np.errstate(invalid="ignore", over="ignore", under="ignore"):  # where n is NaN, so is the value
        return np.ldexp(value, n.astype(np.int32))


@overload
def log(x: float) -> float: ...
@overload
def log(x: NDArray[Any]) -> Doubles: ...
def log(x: Any) -> Any:
    """Return the natural logarithm, off by less than 1 ulp; -infinite at 0, NaN below."""
    if isinstance(x, np.ndarray):
        given = x.astype(np.float64)
        m, exponent = np.frexp(given)
        is_low = m < SQRT_HALF
        with np.errstate(invalid="ignore", divide="ignore"):  # where x is not above 0, or infinite: see below
            found = logarithm(np.where(is_low, m + m, m) - 1.0, exponent - is_low.astype(np.float64))
        odd = np.where(given == 0, -np.inf, np.where(given > 0, given, np.nan))
        return np.where((given > 0) & (given < np.inf), found, odd)
    one = float(x)
    if not 0 < one < inf:
        return -inf if one == 0 else inf if one > 0 else nan
    part, k = frexp(one)
    return logarithm(part + part - 1.0, k - 1.0) if part < SQRT_HALF else logarithm(part - 1.0, float(k))


def logarithm(f: Any, k: Any) -> Any:
    """Return ln((1 + f) 2^k) for 1 + f between the roots of 1/2 and 2."""
    l1, l2, l3, l4, l5, l6, l7 = _L
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    rest = w * (l2 + w * (l4 + w * l6)) + z * (l1 + w * (l3 + w * (l5 + w * l7)))
    half = 0.5 * f * f
    return k * LN2_HIGH - ((half - (s * (half + rest) + k * LN2_LOW)) - f)


@overload
def power(base: float, exponent: float) -> float: ...
@overload
def power(base: float, exponent: NDArray[Any]) -> Doubles: ...
def power(base: float, exponent: Any) -> Any:
    """Return base^exponent for a base of 0 or more, as e^(exponent ln base); 0^0 is 1.

    Off by less than 2 (1 + |exponent ln base|) ulp.
    """
    if isinstance(exponent, np.ndarray):
        with np.errstate(invalid="ignore"):  # 0 x -infinite
            return np.where(exponent == 0, 1.0, exp(exponent * log(base)))
    return 1.0 if exponent == 0 else exp(exponent * log(base))


def expm1(x: float) -> float:
    """Return e^x - 1 without cancellation near 0; off by less than 4 ulp."""
    if abs(x) < _SMALL:
        return x + x * x / 2.0 + x * x * x / 6.0
    grown = exp(x)
    return grown - 1.0 if abs(x) > 1.0 else (grown - 1.0) * x / log(grown)


def tanh(x: float) -> float:
    """Return the hyperbolic tangent, off by less than 1e-15."""
    return 1.0 - 2.0 / (exp(2.0 * x) + 1.0)


def atanh(x: float) -> float:
    """Return the inverse of `tanh` for -1 < x < 1, off by less than 1e-15 times 1 + the result."""
    return 0.5 * log((1.0 + x) / (1.0 - x))
