"""Prints the coefficients of the polynomials in src/engine/functions: weighted least squares on
Chebyshev points in arithmetic of 60 digits, which comes within a few per cent of the minimax polynomial. With each
polynomial its largest weighted error stands as a power of two.

    python3 test/golden/functions/makeCoefficients.py
"""
from mpmath import atanh, cos, erf, erfc, exp, expm1, linspace, log, lu_solve, matrix, mp, mpf, pi, polyval, sqrt

mp.dps = 60


def fit(f, low, high, degree, weight=lambda x: 1):
    """c_0 ... c_degree of the polynomial nearest to f on [low, high]."""
    count = 8 * (degree + 1)
    middle, half = (mpf(high) + low) / 2, (mpf(high) - low) / 2
    points = [middle + half * cos(pi * (2 * k + 1) / (2 * count)) for k in range(count)]
    system = matrix(count, degree + 1)
    right = matrix(count, 1)
    for row, x in enumerate(points):
        w = weight(x)
        right[row] = w * f(x)
        for j in range(degree + 1):
            system[row, j] = w * x**j
    return list(lu_solve(system, right))


def exponential(r):
    """(e^r - 1 - r) / r^2."""
    return (expm1(r) - r) / r**2


def logarithm(z):
    """(2 artanh(s) / s - 2) / z with z = s^2, so that ln((1 + s) / (1 - s)) = 2 s + s z * this."""
    s = sqrt(z)
    return (2 * atanh(s) / s - 2) / z


def error_function(z):
    """erf(x) / x - 1 with z = x^2."""
    x = sqrt(z)
    return erf(x) / x - 1


def error_exponent(x):
    """-ln erfc(x)."""
    return -log(erfc(x))


def scaled_tail(t):
    """(1 + z) e^(z^2/2) Phi(-z) with t = (z - 2) / (z + 4)."""
    z = (2 + 4 * t) / (1 - t)
    return (1 + z) * exp(z * z / 2) * erfc(z / sqrt(mpf(2))) / 2


HALF_LN_2 = log(mpf(2)) / 2
LARGEST_S = (sqrt(mpf(2)) - 1) ** 2

POLYNOMIALS = [
    (exponential, -HALF_LN_2, HALF_LN_2, 10, lambda r: 1),
    (logarithm, 0, LARGEST_S**2, 6, lambda z: 1),
    (error_function, 0, mpf("1.01"), 12, lambda z: 1),
    (error_exponent, mpf("1"), mpf(6), 18, erfc),
    (scaled_tail, mpf(-1) / 2, mpf(37) / 43, 24, lambda t: 1),
]

if __name__ == "__main__":
    for f, low, high, degree, weight in POLYNOMIALS:
        coefficients = fit(f, low, high, degree, weight)
        worst = max(
            abs(weight(x) * (polyval(coefficients[::-1], x) - f(x)))
            for x in linspace(mpf(low) + mpf("1e-9"), mpf(high), 2000)
        )
        print(f"{f.__name__}: 2^{float(log(worst, 2)):.1f}")
        for coefficient in coefficients:
            print(f"  {float(coefficient)!r},")
