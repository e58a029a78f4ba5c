"""Writes activations.json and losses.json: values and derivatives of every rule (of losses with respect to the output, then
to the target), worked out from the definitions in decimal arithmetic of 120 digits, independently of the engine's code.

    python3 test/golden/rules/makeReferences.py
"""
import json
from decimal import Decimal
from pathlib import Path

from highPrecision import (
    PI,
    digits,
    expm1,
    log1p,
    log_cosh,
    normal_cdf,
    normal_density,
    sech_squared,
    sigmoid,
    softplus,
    tanh,
)

HALF = Decimal("0.5")
INFINITY = Decimal("Infinity")
SIZES = [1e-300, 1e-8, 0.1, 0.5, 1.0, 2.0, 3.0, 5.5, 6.0, 10.3, 20.0, 37.7, 40.0, 700.0, 1000.0]
POINTS = [0.0, *SIZES, *(-x for x in SIZES)]
GRID = [0.37 * k for k in range(-22, 23) if k]

SELU_LAMBDA = Decimal("1.0507009873554804934193349852946")
SELU_ALPHA = Decimal("1.6732632423543772848170429916717")


def tanh_gate(z):
    """2u and its slope for gelu_tanh's gate (1 + tanh u) / 2 = sigmoid(2u)."""
    root = 2 * (2 / PI).sqrt()
    cubic = Decimal("0.044715")
    return root * (z + cubic * z**3), root * (1 + 3 * cubic * z * z)


def gelu_tanh(z):
    u, slope = tanh_gate(z)
    s = sigmoid(u)
    return z * s, s + z * s * sigmoid(-u) * slope


def mish(z):
    t, s = tanh(softplus(z)), sigmoid(z)
    return z * t, t + z * sech_squared(softplus(z)) * s


def elu(alpha):
    return lambda z: (z, Decimal(1)) if z > 0 else (alpha * expm1(z), alpha * z.exp())


def selu(z):
    return (SELU_LAMBDA * z, SELU_LAMBDA) if z > 0 else tuple(SELU_LAMBDA * x for x in elu(SELU_ALPHA)(z))


ACTIVATIONS = {
    "linear": lambda z: (z, Decimal(1)),
    "sigmoid": lambda z: (sigmoid(z), sigmoid(z) * sigmoid(-z)),
    "tanh": lambda z: (tanh(z), sech_squared(z)),
    "relu": lambda z: (max(z, Decimal(0)), Decimal(z > 0)),
    "leaky_relu": lambda z: (z, Decimal(1)) if z > 0 else (Decimal(0.01) * z, Decimal(0.01)),
    "relu6": lambda z: (min(max(z, Decimal(0)), Decimal(6)), Decimal(0 < z < 6)),
    "hard_sigmoid": lambda z: (min(max(z + 3, Decimal(0)), Decimal(6)) / 6, Decimal(-3 < z < 3) / 6),
    "softsign": lambda z: (z / (1 + abs(z)), 1 / (1 + abs(z)) ** 2),
    "exponential": lambda z: (z.exp(), z.exp()),
    "softplus": lambda z: (softplus(z), sigmoid(z)),
    "elu": elu(Decimal(1)),
    "selu": selu,
    "silu": lambda z: (z * sigmoid(z), sigmoid(z) * (1 + z * sigmoid(-z))),
    "mish": mish,
    "gelu": lambda z: (z * normal_cdf(z), normal_cdf(z) + z * normal_density(z)),
    "gelu_tanh": gelu_tanh,
}


def sign(x):
    return Decimal((x > 0) - (x < 0))


def of_error(value, slope):
    """A loss of e = a - y, whose slope towards y is minus that towards a."""
    return lambda a, y: (value(a - y), slope(a - y), -slope(a - y))


def huber(e):
    return e * e / 2 if abs(e) <= 1 else abs(e) - HALF


def huber_slope(e):
    return e if abs(e) <= 1 else sign(e)


def binary_crossentropy(a, y):
    value = (-y * a.ln() if y else 0) - ((1 - y) * log1p(-a) if y != 1 else 0)
    return Decimal(value), (a - y) / (a * (1 - a)), ((1 - a) / a).ln()


def categorical_crossentropy(a, y):
    return (-y * a.ln() if y else Decimal(0)), (-y / a if y else Decimal(0)), -a.ln()


def kl_divergence(a, y):
    return (y * (y / a).ln(), -y / a, y.ln() + 1 - a.ln()) if y else (Decimal(0), Decimal(0), -INFINITY)


def hinge(a, y):
    inside = y * a < 1
    return max(1 - y * a, Decimal(0)), (-y if inside else Decimal(0)), (-a if inside else Decimal(0))


def squared_hinge(a, y):
    margin = max(1 - y * a, Decimal(0))
    return margin**2, -2 * y * margin, -2 * a * margin


def poisson(a, y):
    return a - (y * a.ln() if y else 0), 1 - y / a, -a.ln()


TARGETS = [0.0, 0.25, -1.5, 3.0]
PROBABILITIES = [1e-300, 1e-8, 0.1, 0.25, 0.5, 0.5 - 2.0**-20 / 3, 0.75, 0.9, 1 - 2.0**-40, 1 - 2.0**-53]

LOSSES = {
    "half_squared_error": (of_error(lambda e: e**2 / 2, lambda e: e), POINTS, TARGETS),
    "mean_squared_error": (of_error(lambda e: e**2, lambda e: 2 * e), POINTS, TARGETS),
    "mean_absolute_error": (of_error(abs, sign), POINTS, TARGETS),
    "huber": (of_error(huber, huber_slope), POINTS, TARGETS),
    "log_cosh": (of_error(log_cosh, tanh), [x for x in POINTS if x != -10.3], [0.0, 0.25]),
    "hinge": (hinge, POINTS, [-1.0, 1.0]),
    "squared_hinge": (squared_hinge, POINTS, [-1.0, 1.0]),
    "binary_crossentropy": (binary_crossentropy, PROBABILITIES, [0.0, 0.25, 0.9, 1.0]),
    "categorical_crossentropy": (categorical_crossentropy, PROBABILITIES, [0.0, 0.25, 1.0]),
    "sparse_categorical_crossentropy": (categorical_crossentropy, PROBABILITIES, [0.0, 1.0]),
    "kl_divergence": (kl_divergence, PROBABILITIES, [0.0, 1e-300, 0.25, 0.2500000001, 1.0]),
    "poisson": (poisson, SIZES, [0.0, 1.0, 3.0]),
}


def bce_of_sigmoid(z, y):
    # softplus(-z) - softplus(z) is -z.
    return (1 - y) * softplus(z) + y * softplus(-z), sigmoid(z) - y, -z


def poisson_of_exponential(z, y):
    return z.exp() - y * z, z.exp() - y, -z


# Loss, activation, function of (z, y), targets.
FUSED = [
    ("binary_crossentropy", "sigmoid", bce_of_sigmoid, [0.0, 0.25, 1.0, 1 - 2.0**-40]),
    ("poisson", "exponential", poisson_of_exponential, [0.0, 1.0, 3.0]),
]

# Rows of logits with targets.
ROWS = [
    ([0.0, 0.0, 0.0], [0.0, 1.0, 0.0]),
    ([1000.0, 0.0, -1000.0], [0.0, 0.0, 1.0]),
    ([1000.0, 0.0, -1000.0], [1.0, 0.0, 0.0]),
    ([1000.0, 999.0, 998.5], [0.25, 0.25, 0.5]),
    ([-700.0, -701.5, -699.25, -740.0], [0.0, 0.0, 0.0, 1.0]),
    ([1e-8, -1e-8], [1.0, 0.0]),
    ([0.3, -1.2, 2.5, 0.7], [0.1, 0.2, 0.3, 0.2]),
    ([40.0, 0.0], [1.0, 0.0]),
    ([5.0], [1.0]),
]


def row_reference(z, y):
    z, y = [Decimal(x) for x in z], [Decimal(x) for x in y]
    top = max(z)
    exponentials = [(x - top).exp() for x in z]
    total = sum(exponentials)
    log_softmax = [x - top - total.ln() for x in z]
    return {
        "softmax": [digits(e / total) for e in exponentials],
        "logSoftmax": [digits(x) for x in log_softmax],
        "crossentropy": digits(-sum(t * x for t, x in zip(y, log_softmax) if t)),
        "divergence": digits(sum(t * (t.ln() - x) for t, x in zip(y, log_softmax) if t)),
        "crossentropySlopes": [digits(-x) for x in log_softmax],
        "divergenceSlopes": [digits(t.ln() + 1 - x if t else -INFINITY) for t, x in zip(y, log_softmax)],
        "delta": [digits(e / total * sum(y) - t) for e, t in zip(exponentials, y)],
    }


def pairs(function, *lists):
    if len(lists) == 1:
        return [[x, *map(digits, function(Decimal(x)))] for x in lists[0]]
    return [[x, t, *map(digits, function(Decimal(x), Decimal(t)))] for x in lists[0] for t in lists[1]]


def write(name, content):
    path = Path(__file__).parent / name
    path.write_text(json.dumps(content, separators=(",", ":")).replace("],[", "],\n[") + "\n")


if __name__ == "__main__":
    write("activations.json", {name: pairs(f, POINTS + GRID) for name, f in ACTIVATIONS.items()})
    write(
        "losses.json",
        {
            "elements": {name: pairs(f, outputs, targets) for name, (f, outputs, targets) in LOSSES.items()},
            "fused": [
                {"loss": loss, "activation": activation, "points": pairs(f, POINTS, targets)}
                for loss, activation, f, targets in FUSED
            ],
            "rows": [{"z": z, "y": y, **row_reference(z, y)} for z, y in ROWS],
        },
    )
