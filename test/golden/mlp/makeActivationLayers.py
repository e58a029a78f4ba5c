"""Writes the golden networks with activation layers: models, and what PyTorch computes of them in float64.

    python3 test/golden/mlp/makeActivationLayers.py
"""
import json
from pathlib import Path

import torch
from torch import nn

FOLDER = Path(__file__).parent
NAMES = {
    nn.Softsign: "softsign",
    nn.Tanh: "tanh",
    nn.ReLU: "relu",
    nn.LeakyReLU: {"type": "leaky_relu", "negative_slope": 0.1},
    nn.Softmax: "softmax",
}


def mean_squared_error(outputs, targets):
    return ((outputs - targets) ** 2).mean(dim=1)


def categorical_crossentropy(outputs, targets):
    return -(targets * outputs.log()).sum(dim=1)


def layer_of(module, number, units):
    layer = {"name": f"layer{number}", "units": units}
    if not isinstance(module, nn.Linear):
        return {"type": "activation", **layer, "activation": NAMES[type(module)]}
    # PyTorch writes one row a unit, the model one row an input.
    parameters = {"weights": module.weight.T.tolist()}
    if module.bias is not None:
        parameters["biases"] = module.bias.tolist()
    return {"type": "dense", **layer, "activation": "linear", **parameters}


def write(name, modules, loss, reduction, inputs, targets):
    # What each module reads and puts out, input first; each keeps its gradient.
    values = [inputs.clone().requires_grad_()]
    for module in modules:
        values.append(module(values[-1]))
        values[-1].retain_grad()
    sample_losses = loss(values[-1], targets)
    total = sample_losses.mean() if reduction == "mean" else sample_losses.sum()
    total.backward()

    layers, expected = [], []
    for number, (module, read, output) in enumerate(zip(modules, values, values[1:]), start=1):
        layers.append(layer_of(module, number, output.shape[1]))
        # z of an activation layer is what it reads, that of a linear one what it puts out.
        z = output if isinstance(module, nn.Linear) else read
        entry = {"z": z.tolist(), "a": output.tolist(), "delta": z.grad.tolist()}
        if isinstance(module, nn.Linear):
            entry["dW"] = module.weight.grad.T.tolist()
            if module.bias is not None:
                entry["db"] = module.bias.grad.tolist()
        expected.append(entry)
    model = {
        "name": name,
        "layers": layers,
        "loss": loss.__name__,
        "reduction": reduction,
        "batch": {"inputs": inputs.tolist(), "targets": targets.tolist()},
    }
    answer = {"loss": total.item(), "sampleLosses": sample_losses.tolist(), "layers": expected}
    (FOLDER / f"{name}.json").write_text(json.dumps(model) + "\n")
    (FOLDER / f"{name}.expected.json").write_text(json.dumps(answer) + "\n")


def main():
    torch.manual_seed(1)
    torch.set_default_dtype(torch.float64)
    write(
        "activation-layers-regression",
        [
            nn.Linear(4, 6),
            nn.Tanh(),
            nn.Linear(6, 5, bias=False),
            nn.LeakyReLU(0.1),
            nn.Linear(5, 3),
        ],
        mean_squared_error,
        "mean",
        torch.randn(5, 4),
        torch.randn(5, 3),
    )
    write(
        "activation-layers-classifier",
        [nn.Softsign(), nn.Linear(3, 7), nn.ReLU(), nn.Linear(7, 4), nn.Softmax(dim=1)],
        categorical_crossentropy,
        "sum",
        torch.randn(6, 3),
        nn.functional.one_hot(torch.tensor([2, 0, 3, 1, 2, 0]), 4).double(),
    )


main()
