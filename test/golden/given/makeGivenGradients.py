"""Writes small networks, one a loss and a form of it, with what PyTorch computes of their inputs and targets in float64.

    python3 test/golden/given/makeGivenGradients.py
"""
import json
from pathlib import Path

import torch
import torch.nn.functional as F

SAMPLES, INPUTS, UNITS = 3, 4, 5


def logcosh(a, y):
    return torch.log(torch.cosh(a - y))


def hardsigmoid(z):
    # F.hardsigmoid multiplies by a sixth in float32 on the way back.
    return torch.clamp(z / 6 + 0.5, 0, 1)


def hinge(a, y):
    return F.relu(1 - a * y)


def poisson(a, y):
    return F.poisson_nll_loss(a, y, log_input=False, eps=0, reduction="none")


def by_class(loss):
    """Of whole rows: one number a sample."""
    return lambda x, y: loss(x, y).reshape(len(y), -1).sum(dim=1)


def over_outputs(loss):
    return lambda x, y: loss(x, y, reduction="none").mean(dim=1)


def mean(loss):
    return lambda x, y: loss(x, y).mean(dim=1)


def divergence(log_a, y):
    return F.kl_div(log_a, y, reduction="none")


def crossentropy(z, y):
    return F.cross_entropy(z, y, reduction="none")


# The loss; the output's activation in the model; that in PyTorch, where the loss there does not have it; the loss there.
CASES = [
    ("half_squared_error", "tanh", torch.tanh, by_class(lambda a, y: F.mse_loss(a, y, reduction="none") / 2)),
    ("mean_squared_error", "linear", None, over_outputs(F.mse_loss)),
    ("mean_absolute_error", "linear", None, over_outputs(F.l1_loss)),
    ({"type": "huber", "delta": 0.75}, "linear", None, mean(lambda a, y: F.huber_loss(a, y, "none", 0.75))),
    ("log_cosh", "linear", None, mean(logcosh)),
    ("hinge", "linear", None, mean(hinge)),
    ("squared_hinge", "linear", None, mean(lambda a, y: hinge(a, y) ** 2)),
    ("poisson", "softplus", F.softplus, mean(poisson)),
    ("poisson", "exponential", None, over_outputs(F.poisson_nll_loss)),
    ("binary_crossentropy", "hard_sigmoid", hardsigmoid, over_outputs(F.binary_cross_entropy)),
    ("binary_crossentropy", "sigmoid", None, over_outputs(F.binary_cross_entropy_with_logits)),
    ({"type": "binary_crossentropy", "from_logits": True}, "linear", None, over_outputs(F.binary_cross_entropy_with_logits)),
    ("categorical_crossentropy", "sigmoid", torch.sigmoid, by_class(lambda a, y: -y * torch.log(a))),
    ("categorical_crossentropy", "softmax", None, crossentropy),
    ({"type": "categorical_crossentropy", "from_logits": True}, "linear", None, crossentropy),
    ("kl_divergence", "sigmoid", F.logsigmoid, by_class(divergence)),
    ("kl_divergence", "softmax", lambda z: F.log_softmax(z, dim=1), by_class(divergence)),
    ("kl_divergence", "log_softmax", lambda z: F.log_softmax(z, dim=1), by_class(divergence)),
]


def targets_for(name):
    if "hinge" in name:
        return torch.randint(2, (SAMPLES, UNITS)).double() * 2 - 1
    if "crossentropy" in name or "divergence" in name:
        y = torch.rand(SAMPLES, UNITS)
        return y if name.startswith("binary") else y / y.sum(dim=1, keepdim=True)
    return torch.randn(SAMPLES, UNITS).abs() if name == "poisson" else torch.randn(SAMPLES, UNITS)


def case(loss, activation, activate, compute, reduction):
    name = loss if isinstance(loss, str) else loss["type"]
    inputs = torch.randn(SAMPLES, INPUTS).requires_grad_()
    targets = targets_for(name).requires_grad_()
    # So small that no hard sigmoid saturates: PyTorch bounds logarithms of 0 there.
    weights, biases = torch.randn(INPUTS, UNITS) / 4, torch.randn(UNITS) / 4
    z = inputs @ weights + biases
    sample_losses = compute(z if activate is None else activate(z), targets)
    total = sample_losses.mean() if reduction == "mean" else sample_losses.sum()
    total.backward()
    layer = {"type": "dense", "activation": activation, "weights": weights.tolist(), "biases": biases.tolist()}
    return {
        "model": {
            "layers": [layer],
            "loss": loss,
            "reduction": reduction,
            "batch": {"inputs": inputs.tolist(), "targets": targets.tolist()},
        },
        "loss": total.item(),
        "inputs": inputs.grad.tolist(),
        "targets": targets.grad.tolist(),
    }


def main():
    torch.manual_seed(1)
    torch.set_default_dtype(torch.float64)
    cases = [case(*given, reduction) for given in CASES for reduction in ("mean", "sum")]
    lines = ",\n".join(json.dumps(each, allow_nan=False) for each in cases)
    Path(__file__).with_name("cases.json").write_text(f"[\n{lines}\n]\n")


main()
