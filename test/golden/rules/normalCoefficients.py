"""Prints the Chebyshev coefficients of src/engine/normal.ts: of 2 (1 + z) e^(z^2/2) Phi(-z) in t = (z - 5)/(z + 5).

    python3 test/golden/rules/normalCoefficients.py
"""
from decimal import Decimal

from highPrecision import PI, cos, digits, upper_tail

NODES = 60
COUNT = 26


def scaled_tail(t):
    z = 5 * (1 + t) / (1 - t)
    return 2 * (1 + z) * (z * z / 2).exp() * upper_tail(z)


def coefficients():
    angles = [PI * (2 * k + 1) / (2 * NODES) for k in range(NODES)]
    values = [scaled_tail(cos(angle)) for angle in angles]
    for j in range(COUNT):
        # cos(j angle) by the recurrence of Chebyshev polynomials.
        total = Decimal(0)
        for angle, value in zip(angles, values):
            c = cos(angle)
            before, now = Decimal(1), c
            for _ in range(j):
                before, now = now, 2 * c * now - before
            total += value * before
        yield total * (2 if j else 1) / NODES


if __name__ == "__main__":
    for coefficient in coefficients():
        print(f"  {float(digits(coefficient))!r},")
