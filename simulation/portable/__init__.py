"""Mathematics with the same bits on every machine.

IEEE 754 says exactly what +, -, x, /, the square root and rounding to whole numbers give; it leaves open what exp,
log, pow, erf and the like give, and in which order a sum is added up. C libraries, NumPy and SciPy choose among
several versions of those by the processor (AVX2, AVX-512, FMA) and by their own version, and they differ in last
bits. Whatever is stored is worked out with the functions of this part, which use the exact operations only.
"""
