"""Elementary functions in plain float32 arithmetic: the same bits on every machine and in both engines.

The C library's exp and log differ in their last bit between versions, and vectorised ones
differ from scalar ones; these use only addition, multiplication, division and square root.
"""

from __future__ import annotations

from math import frexp, ldexp, sqrt
from typing import Final

import numpy as np

from simulation.compiled import loop, rule
from simulation.portable import normal
from simulation.portable.elementary import HIGHEST, LN2_HIGH, LN2_LOW, LOG2E, LOWEST, SQRT_HALF, grown, logarithm

F: Final = np.float32
ZERO, HALF, ONE, TWO = F(0), F(0.5), F(1), F(2)

_LOWEST, _HIGHEST = F(-80), F(80)
_LOG2E, _ROUND = F(1.44269504), F(12582912)
_LN2_HIGH, _LN2_LOW = F(0.693359375), F(-2.12194440e-4)
_E = tuple(F(c) for c in (1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 0.5))
_E0, _E1, _E2, _E3, _E4, _E5 = _E
_BIAS, _MANTISSA = np.int32(0x4B400000 - 127), np.int32(23)


@rule("f4(f4)")
def exp32(x: float) -> float:
    """Natural exponential, relative error below 2e-7; x is clamped to [-80, 80] (Cephes scheme)."""
    x = min(max(x, _LOWEST), _HIGHEST)
    shifted = x * _LOG2E + _ROUND
    n = np.float32(shifted).view(np.int32)
    whole = shifted - _ROUND
    r = x - whole * _LN2_HIGH - whole * _LN2_LOW
    p = ((((_E0 * r + _E1) * r + _E2) * r + _E3) * r + _E4) * r + _E5
    p = p * r * r + r + ONE
    power: float = np.int32((n - _BIAS) << _MANTISSA).view(np.float32)
    return p * power


_grown = rule("f8(f8, f8)")(grown)


@rule("f8(f8)")
def exp64(x: float) -> float:
    """Natural exponential in double precision: the bits of `simulation.portable.elementary.exp`."""
    held = min(max(x, LOWEST), HIGHEST)
    n = np.rint(held * LOG2E)
    return ldexp(_grown(held - n * LN2_HIGH, n * LN2_LOW), np.int32(n))


_logarithm = rule("f8(f8, f8)")(logarithm)
_polynomial = loop(normal.polynomial)


@rule("f8(f8)")
def log64(x: float) -> float:
    """Natural logarithm of 0 < x < infinity: the bits of `simulation.portable.elementary.log`."""
    part, k = frexp(x)
    if part < SQRT_HALF:
        return _logarithm(part + part - 1.0, k - 1.0)
    return _logarithm(part - 1.0, float(k))


@rule("f8(f8)")
def quantile64(p: float) -> float:
    """Quantile of the standard normal at 0 < p < 1: the bits of `simulation.portable.normal.quantile`."""
    q = p - 0.5
    if abs(q) <= normal.CENTRE:
        r = normal.CENTRE_SQUARED - q * q
        return q * _polynomial(normal.AS241_A, r) / _polynomial(normal.AS241_B, r)
    r = sqrt(-log64(min(p, 1.0 - p)))
    if r <= normal.TAIL:
        found = _polynomial(normal.AS241_C, r - normal.NEAR) / _polynomial(normal.AS241_D, r - normal.NEAR)
    else:
        found = _polynomial(normal.AS241_E, r - normal.TAIL) / _polynomial(normal.AS241_F, r - normal.TAIL)
    return -found if q < 0 else found


_SQRT_HALF = F(0.70710678)
_L = (7.0376836292e-2, -1.1514610310e-1, 1.1676998740e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1)
_L0, _L1, _L2, _L3, _L4, _L5 = (F(c) for c in _L)
_L6, _L7, _L8 = F(2.0000714765e-1), F(-2.4999993993e-1), F(3.3333331174e-1)
_SIGNIFICAND, _HALF_BITS, _TOP = np.int32(0x007FFFFF), np.int32(0x3F000000), np.int32(126)


@rule("f4(f4)")
def log32(x: float) -> float:
    """Natural logarithm of a positive, normal float32; relative error below 2e-7 (Cephes scheme)."""
    bits = np.float32(x).view(np.int32)
    exponent = F((bits >> _MANTISSA) - _TOP)
    m = np.int32((bits & _SIGNIFICAND) | _HALF_BITS).view(np.float32)
    if m < _SQRT_HALF:
        exponent = exponent - ONE
        m = m + m - ONE
    else:
        m = m - ONE
    z = m * m
    p = (((((_L0 * m + _L1) * m + _L2) * m + _L3) * m + _L4) * m + _L5) * m
    y = (((p + _L6) * m + _L7) * m + _L8) * m * z
    y = y + _LN2_LOW * exponent
    y = y - HALF * z
    return F(m + y + _LN2_HIGH * exponent)


_A = (3.3871327179, 50.434271938, 159.29113202, 59.109374720)
_B = (17.895169469, 78.757757664, 67.187563600)
_C = (1.4234372777, 2.7568153900, 1.3067284816, 0.17023821103)
_D = (0.73700164250, 0.12021132975)
_A0, _A1, _A2, _A3 = (F(c) for c in _A)
_B0, _B1, _B2 = (F(c) for c in _B)
_C0, _C1, _C2, _C3 = (F(c) for c in _C)
_D0, _D1 = (F(c) for c in _D)
_EG = (6.6579051150, 3.0812263860, 0.42868294337, 0.017337203997)
_EG0, _EG1, _EG2, _EG3 = (F(c) for c in _EG)
_FG0, _FG1 = F(0.24197894225), F(0.012258202635)
_CENTRE, _CENTRE_SQUARED, _FAR, _NEAR = F(0.425), F(0.180625), F(5), F(1.6)


@rule("f4(f4)")
def normal_quantile(p: float) -> float:
    """Quantile of the standard normal at 0 < p < 1, about 7 digits (Wichura 1988, AS 241, PPND7)."""
    q = p - HALF
    if abs(q) <= _CENTRE:
        r = _CENTRE_SQUARED - q * q
        top = ((_A3 * r + _A2) * r + _A1) * r + _A0
        return F(q * top / (((_B2 * r + _B1) * r + _B0) * r + ONE))
    r = F(np.sqrt(-log32(min(p, ONE - p))))
    if r <= _FAR:
        r = r - _NEAR
        value = (((_C3 * r + _C2) * r + _C1) * r + _C0) / ((_D1 * r + _D0) * r + ONE)
    else:
        r = r - _FAR
        value = (((_EG3 * r + _EG2) * r + _EG1) * r + _EG0) / ((_FG1 * r + _FG0) * r + ONE)
    return F(-value if q < ZERO else value)
