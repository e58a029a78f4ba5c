"""The run of a model file in PyTorch from a cold start: prints what `backprop-inspector run --json` prints.

Knows what the digits model needs: dense layers, relu and softmax, sparse_categorical_crossentropy, comments on lines of
their own.
"""
import json
import re
import sys

import torch

ACTIVATIONS = {"relu": torch.relu, "softmax": lambda z: torch.softmax(z, dim=1)}

with open(sys.argv[1], encoding="utf-8") as file:
    model = json.loads(re.sub(r"^\s*//.*$", "", file.read(), flags=re.MULTILINE))


def numbers(values):
    return torch.tensor(values, dtype=torch.float64)


a = numbers(model["batch"]["inputs"])
layers = []
for layer in model["layers"]:
    weights, biases = numbers(layer["weights"]).requires_grad_(), numbers(layer["biases"]).requires_grad_()
    z = torch.addmm(biases, a, weights)
    z.retain_grad()
    a = ACTIVATIONS[layer["activation"]](z)
    layers.append((layer, weights, biases, z, a))
# From the last layer's logits, as the softmax before this loss asks for.
targets = torch.tensor(model["batch"]["targets"])
sample_losses = torch.nn.functional.cross_entropy(layers[-1][3], targets, reduction="none")
loss = sample_losses.mean()
loss.backward()

report = {
    "loss": loss.item(),
    "sampleLosses": sample_losses.tolist(),
    "layers": [
        {
            "name": layer["name"],
            "type": layer["type"],
            "z": z.tolist(),
            "a": a.tolist(),
            "delta": z.grad.tolist(),
            "dW": weights.grad.tolist(),
            "db": biases.grad.tolist(),
        }
        for layer, weights, biases, z, a in layers
    ],
}
print(json.dumps(report, separators=(",", ":")))
