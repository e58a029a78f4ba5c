"""Writes one file for each elementary function and for the values and slopes of activations that take care to be
accurate, by the names of their kernels: points that are hard for it, and its values to 200 bits, rounded once. A line
holds the bits of x and of f(x), and the hundredths of a unit in the last place by which the exact value is above the
rounded one.

    python3 test/golden/functions/makeGoldens.py
"""
import math
import random
import struct
from pathlib import Path

from mpmath import erf, erfc, exp, expm1, ldexp, log, log1p, mp, mpf, nint, pi, sech, sqrt, tanh

mp.prec = 200
LN_2 = math.log(2)
TINY = 2.0**-1022
SMALLEST = 5e-324


def sigmoid(x):
    return 1 / (1 + exp(-x))


def normal_cdf(x):
    # Farther out it is 0 or 1 to any float64, and too small for mpmath.
    return erfc(-min(max(x, -100), 100) / sqrt(mpf(2))) / 2


def softplus(x):
    return max(x, mpf(0)) + log1p(exp(-abs(x)))


def gated(x):
    """The activations x g(x), their gates with the gates' slopes."""
    s = sigmoid(x)
    density = exp(-min(abs(x), 100) ** 2 / 2) / sqrt(2 * pi)
    return {
        "silu": (s, s * sigmoid(-x)),
        "gelu": (normal_cdf(x), density),
        "mish": (tanh(softplus(x)), sech(softplus(x)) ** 2 * s),
    }


def gated_slope(name):
    def slope(x):
        gate, rise = gated(x)[name]
        return gate + x * rise

    return slope


def off_its_zero(name, points):
    """Where a slope of x g(x) passes through 0 its error is in units of g: test/engine/references.test.ts."""
    slope = gated_slope(name)
    return [x for x in points if abs(slope(mpf(x))) >= gated(mpf(x))[name][0] / 2]


def round_once(value):
    """The nearest float64, and by how many of its last places the value is above it."""
    exponent = max(value.man.bit_length() + value.exp - 53, -1074)
    places = ldexp(value, -exponent)
    whole = nint(places)
    if abs(ldexp(whole, exponent)) >= mpf(2) ** 1024:
        return math.copysign(math.inf, value), 0
    return math.copysign(math.ldexp(int(whole), exponent), value), float(places - whole)


def both(numbers):
    return [x for number in numbers for x in (number, -number)]


def around(numbers, steps=2):
    """The numbers and their neighbours."""
    points = []
    for number in numbers:
        below = above = number
        points.append(number)
        for _ in range(steps):
            below, above = math.nextafter(below, -math.inf), math.nextafter(above, math.inf)
            points += [below, above]
    return points


def binades(low, high, count):
    """Random positive numbers from 2^low to 2^high, all binades alike."""
    return [math.ldexp(1 + random.random(), random.randint(low, high - 1)) for _ in range(count)]


def uniform(low, high, count):
    return [random.uniform(low, high) for _ in range(count)]


def multiples(low, high, count):
    """Where x / ln 2 is rounded up or down, for some of the whole numbers from low to high."""
    return around([(random.randint(low, high) + 0.5) * LN_2 for _ in range(count)], 1)


ENDS = both([SMALLEST, 3e-320, TINY, 1e-300, 2.0**-60, 2.0**-54, 2.0**-53, 2.0**-30, 2.0**-28, 1.0])
HUGE = both([1e5, 2.0**52, 2.0**53, 1e300, 1.7976931348623157e308])


def saturating(limit, count):
    """For functions of |x| that become constant, linear or 0 at a limit."""
    return (
        around([limit, -limit, *ENDS])
        + HUGE
        + both(binades(-60, 10, count // 4))
        + both(uniform(0, limit, count // 8))
        + both(multiples(0, int(limit / LN_2), count // 40))
        + both(uniform(0, 2, count // 8))
    )


def shut_at(limit, count):
    """For functions that fall to 0 where x goes to minus a limit, through subnormal numbers."""
    return (
        saturating(40, 3 * count // 4)
        + [-x for x in around([limit, 36.7, 37.4, 708.4, 745.1]) if x <= limit + 10]
        + uniform(-limit - 2, -40, count // 8)
        + uniform(-limit - 2, min(-limit + 45, -30), count // 8)
    )


FUNCTIONS = {
    "exp": (exp, lambda n: around([*ENDS, 709.782712893384, -708.3964185322641, -745.1332191019411, -744.4400719213812])
            + both([800.0, 1e300]) + both(binades(-60, 9, n // 6)) + uniform(-746, 710, n // 4)
            + multiples(-1074, 1023, n // 12) + uniform(-745.2, -708, n // 6)),
    "expm1": (expm1, lambda n: around([*ENDS, 709.782712893384, 709.09, -37.42994775023705, 0.34657359, -0.34657359])
              + both([800.0, 1e300]) + both(binades(-60, 9, n // 6)) + uniform(-40, 710, n // 6)
              + multiples(-56, 1023, n // 24) + multiples(-3, 3, n // 24) + uniform(-2, 2, n // 4)),
    "log": (log, lambda n: [x for x in around([*ENDS, *HUGE, 1.0, 2.0, 0.5, 3 * SMALLEST]) if x > 0]
            + around([math.ldexp(math.sqrt(0.5), random.randint(-1070, 1023)) for _ in range(n // 20)])
            + binades(-1074, 1024, n // 4) + [1 + x for x in both(binades(-52, -1, n // 8))]
            + uniform(0.5, 2, n // 4) + around([2.0**k for k in range(-1074, 1024, 150)], 1)),
    "log1p": (log1p, lambda n: [x for x in around([*ENDS, *HUGE, 0.41421356, -0.29289322, 2.0**53]) if x > -1]
              + around([math.ldexp(math.sqrt(0.5), random.randint(1, 1000)) - 1 for _ in range(n // 40)])
              + binades(-1074, 1024, n // 8) + both(binades(-56, -1, n // 8))
              + [2.0**-k * (1 + random.random()) - 1 for k in range(1, 52)] + uniform(-1, 2, n // 4)),
    "tanh": (tanh, lambda n: saturating(19.0615, n)),
    "sigmoid": (sigmoid, lambda n: shut_at(745.1332, n)),
    "erf": (erf, lambda n: saturating(5.92158719165, n) + both(around([1.0])) + both(uniform(0.5, 1.5, n // 8))),
    "normalCdf": (normal_cdf, lambda n: shut_at(38.4853, n)),
    "softplus_value": (softplus, lambda n: shut_at(745.1332, n)),
    "silu_value": (lambda x: x * sigmoid(x), lambda n: shut_at(751.7509, n)),
    "gelu_value": (lambda x: x * normal_cdf(x), lambda n: shut_at(38.58, n)),
    "mish_value": (lambda x: x * tanh(softplus(x)), lambda n: shut_at(751.7509, n)),
    "elu_value": (lambda x: x if x > 0 else expm1(x), lambda n: saturating(37.43, n // 2)),
    "softsign_value": (lambda x: x / (1 + abs(x)), lambda n: saturating(2.0**53, n // 2)),
    "sigmoid_derivative": (lambda x: sigmoid(x) * sigmoid(-x),
                           lambda n: both(shut_at(745.1332, n // 2))),
    "tanh_derivative": (lambda x: 4 * sigmoid(2 * x) * sigmoid(-2 * x), lambda n: both(shut_at(373.2597, n // 2))),
    "silu_derivative": (gated_slope("silu"), lambda n: off_its_zero("silu", shut_at(751.7509, n))),
    "gelu_derivative": (gated_slope("gelu"), lambda n: off_its_zero("gelu", shut_at(38.67, n))),
    "mish_derivative": (gated_slope("mish"), lambda n: off_its_zero("mish", shut_at(751.7509, n))),
}

# Where the largest errors were found among 120 000 points of each function, 16 000 of each slope.
HARDEST = {
    "exp": [-708.4698462983099, -709.0461342296796, -708.4724968366892, -708.908362043063],
    "expm1": [0.3966623268745546, 0.37398825155519244, 0.40214137793201976, 0.35035256695766204],
    "log": [0.7032511097084793, 1.6391590395384676, 1.609382476967798, 0.6067638231265093],
    "log1p": [-0.29999498151107074, 0.5830739773809364, 0.2794038414990385, 1.6802346861725712],
    "tanh": [0.12178353539619848, 0.20043916965216238, 0.18914122744989353, 0.17574997967730543],
    "sigmoid": [-709.0747540539886, -708.6353507003051, -709.0191256532579, -708.4251054979217],
    "erf": [1.0642913837827217, 1.0562126750562715, 1.0634683330300794, 1.0786667095449531],
    "normalCdf": [-0.00009034580336442673, -37.13123058365927, -1.3939626054962592e-8, -5.76067087841427e-10],
    "softplus_value": [0.3419704052624714, 0.306160087533957, 0.3586041897288558, -36.539271810992346, -36.52130369815203],
    "silu_value": [-714.9849743216877, -715.1037393153027, -715.0675163761807, -715.3008734099234],
    "gelu_value": [-33.85435815297344, 4.6390050157783977e-7, -31.93881482452451, -28.254135392806667],
    "mish_value": [2.225073858507202e-308, -714.9775223526676, -715.5739507723599, -715.6506622275476],
    "elu_value": [-0.3611392615489415, -0.27330548391122966, -0.2686915792062241, -0.27084391632132254],
    "softsign_value": [2.7913559399526746e-11, 0.007767598903737902, 0.00005950507394969963, 0.000007576478996973941],
    "sigmoid_derivative": [-708.8762970495816, 708.4000000000001],
    "tanh_derivative": [-355.16067844015, 7.445121828366235],
    "silu_derivative": [-715.1565769286685, -715.4691234921796],
    "gelu_derivative": [-0.0000016394881768634146, -8.629977677470665e-13],
    "mish_derivative": [-715.0706926041221, -715.2109685085991],
}


def bits(x):
    return struct.pack(">d", x).hex()


def lines(name, count):
    function, points = FUNCTIONS[name]
    random.seed(f"{name} {count}")
    for x in [*HARDEST.get(name, []), *points(count)]:
        if x == 0:
            continue
        value, above = round_once(mpf(function(mpf(x))))
        yield f"{bits(x)} {bits(value)} {round(100 * above)}"


if __name__ == "__main__":
    for name in FUNCTIONS:
        path = Path(__file__).parent / f"{name}.txt"
        path.write_text("\n".join(lines(name, 400)) + "\n")
