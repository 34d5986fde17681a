"""The standard normal distribution: chances and quantiles."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from typing import Final

from simulation.portable.elementary import exp, log

_DENSITY_AT_0: Final = 0.3989422804014327
_FAR: Final = 38.0
"""Beyond so many standard deviations nothing is left in double precision."""
_SERIES_UP_TO: Final = 3.0
_FRACTION_TERMS: Final = 60
_KEPT: Final = 4096

CENTRE, CENTRE_SQUARED, NEAR, TAIL = 0.425, 0.180625, 1.6, 5.0
AS241_A: Final = (
    2.50908_09287_30122_6727e3, 3.34305_75583_58812_8105e4, 6.72657_70927_00870_0853e4, 4.59219_53931_54987_1457e4,
    1.37316_93765_50946_1125e4, 1.97159_09503_06551_4427e3, 1.33141_66789_17843_7745e2, 3.38713_28727_96366_6080e0,
)  # fmt: skip
AS241_B: Final = (
    5.22649_52788_52854_5610e3, 2.87290_85735_72194_2674e4, 3.93078_95800_09271_0610e4, 2.12137_94301_58659_5867e4,
    5.39419_60214_24751_1077e3, 6.87187_00749_20579_0830e2, 4.23133_30701_60091_1252e1, 1.0,
)  # fmt: skip
AS241_C: Final = (
    7.74545_01427_83414_07640e-4, 2.27238_44989_26918_45833e-2, 2.41780_72517_74506_11770e-1,
    1.27045_82524_52368_38258e0, 3.64784_83247_63204_60504e0, 5.76949_72214_60691_40550e0,
    4.63033_78461_56545_29590e0, 1.42343_71107_49683_57734e0,
)  # fmt: skip
AS241_D: Final = (
    1.05075_00716_44416_84324e-9, 5.47593_80849_95344_94600e-4, 1.51986_66563_61645_71966e-2,
    1.48103_97642_74800_74590e-1, 6.89767_33498_51000_04550e-1, 1.67638_48301_83803_84940e0,
    2.05319_16266_37758_82187e0, 1.0,
)  # fmt: skip
AS241_E: Final = (
    2.01033_43992_92288_13265e-7, 2.71155_55687_43487_57815e-5, 1.24266_09473_88078_43860e-3,
    2.65321_89526_57612_30930e-2, 2.96560_57182_85048_91230e-1, 1.78482_65399_17291_33580e0,
    5.46378_49111_64114_36990e0, 6.65790_46435_01103_77720e0,
)  # fmt: skip
AS241_F: Final = (
    2.04426_31033_89939_78564e-15, 1.42151_17583_16445_88870e-7, 1.84631_83175_10054_68180e-5,
    7.86869_13114_56132_59100e-4, 1.48753_61290_85061_48525e-2, 1.36929_88092_27358_05310e-1,
    5.99832_20655_58879_37690e-1, 1.0,
)  # fmt: skip


@lru_cache(_KEPT)
def cdf(x: float) -> float:
    """Return the chance of less than x standard deviations, relative error below 1e-12.

    By the series phi(x) (x + x^3/3 + x^5/(3 5) + ...) near 0, and by Laplace's continued fraction in the tails, which
    are found from below, so that small chances keep their digits.
    """
    if x > 0:
        return 1.0 - cdf(-x)
    if x < -_FAR:
        return 0.0
    density = _DENSITY_AT_0 * exp(-x * x / 2.0)
    if x > -_SERIES_UP_TO:
        return 0.5 - density * _series(-x)
    below = -x
    for k in range(_FRACTION_TERMS, 0, -1):
        below = -x + k / below
    return density / below


def _series(x: float) -> float:
    total, term, k = x, x, 1
    while total + term != total:
        k += 2
        term *= x * x / k
        total += term
    return total


def quantile(p: float) -> float:
    """Return the quantile at 0 < p < 1, relative error below 1e-14 (Wichura 1988, AS 241, PPND16)."""
    q = p - 0.5
    if abs(q) <= CENTRE:
        r = CENTRE_SQUARED - q * q
        return q * polynomial(AS241_A, r) / polynomial(AS241_B, r)
    r = sqrt(-log(min(p, 1.0 - p)))
    if r <= TAIL:
        found = polynomial(AS241_C, r - NEAR) / polynomial(AS241_D, r - NEAR)
    else:
        found = polynomial(AS241_E, r - TAIL) / polynomial(AS241_F, r - TAIL)
    return -found if q < 0 else found


def polynomial(coefficients: tuple[float, ...], x: float) -> float:
    """Return the value of a polynomial, highest power first."""
    total = 0.0
    for each in coefficients:
        total = total * x + each
    return total
