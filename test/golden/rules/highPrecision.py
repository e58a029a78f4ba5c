"""Real functions to many digits, from the standard library's decimal alone."""
from decimal import Decimal, getcontext, localcontext

getcontext().prec = 120
getcontext().Emax = 10**9
getcontext().Emin = -(10**9)

ZERO, ONE, TWO = Decimal(0), Decimal(1), Decimal(2)


def arctan_of_inverse(n):
    """arctan(1/n) by its Taylor series."""
    term, total, k = ONE / n, ZERO, 0
    while abs(term) > Decimal(10) ** -(getcontext().prec + 5):
        total += term / (2 * k + 1) * (-1) ** k
        term /= n * n
        k += 1
    return total


# Machin's formula.
PI = 4 * (4 * arctan_of_inverse(5) - arctan_of_inverse(239))


def tanh(x):
    size = abs(x)
    t = -expm1(-2 * size) / (1 + (-2 * size).exp())
    return t if x >= 0 else -t


def sech_squared(x):
    e = (-2 * abs(x)).exp()
    return 4 * e / (1 + e) ** 2


def sigmoid(x):
    if x >= 0:
        return 1 / (1 + (-x).exp())
    return x.exp() / (1 + x.exp())


def log1p(x):
    """ln(1 + x), by its Taylor series where 1 + x would lose digits."""
    if abs(x) > Decimal("1e-20"):
        with localcontext() as context:
            context.prec += 60
            return (1 + x).ln()
    return x - x**2 / 2 + x**3 / 3 - x**4 / 4 + x**5 / 5


def softplus(x):
    return max(x, ZERO) + log1p((-abs(x)).exp())


def expm1(x):
    if abs(x) > Decimal("1e-20"):
        return x.exp() - 1
    return x + x**2 / 2 + x**3 / 6 + x**4 / 24 + x**5 / 120


def log_cosh(x):
    size = abs(x)
    if size < Decimal("1e-20"):
        return size**2 / 2 - size**4 / 12
    return size + log1p((-2 * size).exp()) - TWO.ln()


def normal_density(z):
    return (-z * z / 2).exp() / (2 * PI).sqrt()


def upper_tail(z):
    """Phi(-z) for z >= 0: 1/2 - phi(z) (z + z^3/3 + z^5/(3*5) + ...), or the asymptotic series for large z."""
    if z > 25:
        term, total, k = ONE, ONE, 1
        while k < 200:
            term *= -(2 * k - 1) / (z * z)
            total += term
            k += 1
            if abs(term) < Decimal("1e-110"):
                break
        return normal_density(z) / z * total
    with localcontext() as context:
        # The difference cancels z^2/2 * log10(e) digits, at most 136.
        context.prec = 300
        term = total = z
        k = 1
        while term != 0 and abs(term) > total * Decimal("1e-295"):
            term *= z * z / (2 * k + 1)
            total += term
            k += 1
        pi = precise_pi()
        return Decimal("0.5") - (-z * z / 2).exp() / (2 * pi).sqrt() * total


_precise_pi = None


def precise_pi():
    global _precise_pi
    if _precise_pi is None:
        _precise_pi = 4 * (4 * arctan_of_inverse(5) - arctan_of_inverse(239))
    return _precise_pi


def normal_cdf(z):
    return upper_tail(-z) if z < 0 else 1 - upper_tail(z)


def digits(x):
    """25 significant digits, more than twice what a float64 holds; reading them back rounds once."""
    with localcontext() as context:
        context.prec = 25
        return str(+x)
