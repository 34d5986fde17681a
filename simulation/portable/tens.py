"""Powers of ten, read and written as decimals: exact where log10 and ** may differ in the last bit."""

from __future__ import annotations

from decimal import Decimal


def order(x: float) -> int:
    """Return the order of magnitude of a number that is not 0, as it is written: the largest n with 10^n <= |x|."""
    return Decimal(repr(float(x))).adjusted()


def ten_to(n: int) -> float:
    """Return 10^n, rounded once."""
    return float(f"1e{n}")
