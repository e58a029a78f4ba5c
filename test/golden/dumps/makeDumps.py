"""Writes dumps of small arrays as NumPy, PyTorch and safetensors write and print them, and expected.json with every
number as it is in memory.

    python3 test/golden/dumps/makeDumps.py
"""
import contextlib
import io
import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

HERE = Path(__file__).parent
RANDOM = np.random.RandomState(5)
DW1 = RANDOM.randn(2, 3) * 0.01
DB1 = RANDOM.randn(3) * 0.01
DW2 = RANDOM.randn(3, 1)
DB2 = RANDOM.randn(1)
GRADIENTS = {"dW1": DW1, "db1": DB1, "dW2": DW2, "db2": DB2}
SPECIAL = np.array([[np.nan, np.inf, -np.inf], [-0.0, 1e-310, 65504.0]])
expected = {}


def expect(file, arrays):
    """Numbers as JSON can write them: float64 to the last digit, the others as texts."""
    expected[file] = [
        {
            "name": name,
            "shape": list(array.shape),
            "values": [x if np.isfinite(x) else str(x) for x in np.asarray(array, np.float64).ravel().tolist()],
        }
        for name, array in arrays.items()
    ]


def npy(name, array, version=None):
    with open(HERE / f"{name}.npy", "wb") as file:
        np.lib.format.write_array(file, array, version)
    if array.dtype.kind in "fiu":
        expect(f"{name}.npy", {name: array})


def write_npy():
    for dtype in ["<f8", ">f8", "<f4", ">f4", "<f2", ">f2"]:
        with np.errstate(over="ignore", under="ignore"):
            name = {"<": "little", ">": "big"}[dtype[0]] + dtype[1:]
            npy(name, SPECIAL.astype(dtype))
    for dtype in ["<i8", ">i4", "<i2", "|i1"]:
        npy(f"int{dtype[1:]}", np.array([[-3, 0, 7], [127, -128, 1]], dtype))
    for dtype in ["<u8", "<u4", ">u2", "|u1"]:
        npy(f"unsigned{dtype[1:]}", np.array([0, 200, 255], dtype))
    npy("fortran", np.asfortranarray(DW1))
    npy("fortranThree", np.asfortranarray(np.arange(24.0).reshape(2, 3, 4)))
    npy("number", np.array(0.1))
    npy("nothing", np.zeros((0, 3)))
    npy("versionTwo", DW1, (2, 0))
    npy("versionThree", DW1, (3, 0))
    npy("structured", np.array([(1.0, 2)], [("x", "<f8"), ("y", "<i4")]))
    npy("complex", np.array([1j]))
    npy("objects", np.array([None]))
    npy("texts", np.array(["a"]))


def write_archives():
    np.savez(HERE / "stored.npz", **GRADIENTS)
    np.savez_compressed(HERE / "deflated.npz", **GRADIENTS)
    expect("stored.npz", GRADIENTS)
    expect("deflated.npz", GRADIENTS)
    torch.save({"0.weight": torch.tensor(DW1)}, HERE / "saved.pt")


def write_safetensors():
    # In the order in which safetensors puts them.
    tensors = {
        "i64": torch.tensor([-1, 2**40]),
        "f64": torch.tensor(SPECIAL),
        "f32": torch.tensor(SPECIAL).float(),
        "bf16": torch.tensor(SPECIAL).bfloat16(),
        "f16": torch.tensor(SPECIAL).half(),
        "u8": torch.tensor([[1], [255]], dtype=torch.uint8),
    }
    save_file(tensors, HERE / "types.safetensors", {"made": "by torch"})
    expect("types.safetensors", {name: x.double().numpy() for name, x in tensors.items()})


def network():
    """A network of PyTorch with the gradients of one pass."""
    torch.manual_seed(3)
    model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Sigmoid(), torch.nn.Linear(3, 1))
    model(torch.tensor([[0.5, -1.0], [2.0, 0.25]])).square().mean().backward()
    return model


def write_json(model):
    gradients = {name: p.grad for name, p in model.named_parameters()}
    (HERE / "float32.json").write_text(json.dumps({name: g.tolist() for name, g in gradients.items()}))
    expect("float32.json", {name: g.numpy() for name, g in gradients.items()})
    nested = {"fc1": {"weight": {"grad": DW1.T.tolist()}, "bias": {"grad": DB1.tolist()}}}
    (HERE / "nested.json").write_text(json.dumps(nested, indent=2))
    expect("nested.json", {"fc1.weight.grad": DW1.T, "fc1.bias.grad": DB1})


def write_tables():
    np.savetxt(HERE / "dW1.csv", DW1, delimiter=",", header="a, b, c")
    np.savetxt(HERE / "dW1.dat", DW1)
    np.savetxt(HERE / "rounded.csv", DW1, fmt="%.6f", delimiter=";")
    np.savetxt(HERE / "digits.tsv", DW1, fmt="%.4g", delimiter="\t")
    for file in ["dW1.csv", "dW1.dat", "rounded.csv", "digits.tsv"]:
        expect(file, {file.split(".")[0]: DW1})


@contextlib.contextmanager
def printing(file, arrays):
    text = io.StringIO()
    with contextlib.redirect_stdout(text):
        yield
    (HERE / file).write_text(text.getvalue())
    expect(file, arrays)


def print_numpy():
    with printing("numpyNames.txt", GRADIENTS):
        for name, array in GRADIENTS.items():
            print(name, array)
    with printing("numpyLines.txt", GRADIENTS):
        print("iteration 1, loss 0.25")
        for name, array in GRADIENTS.items():
            print(f"{name} {array.shape}:\n", array)
    with printing("numpyAssigned.txt", GRADIENTS):
        for name, array in GRADIENTS.items():
            print(f"{name} = {array!r}")
    with printing("numpyDictionary.txt", GRADIENTS):
        print(GRADIENTS)
    with printing("numpyFloat32.txt", {"dW1": DW1.astype("f4"), "wide": DW2.astype("f4") * 100}):
        print("dW1", DW1.astype("f4"))
        print("wide", DW2.astype("f4") * 100)
    tiny = DW1 * np.array([1e-8, 1, 1])
    with printing("numpyScientific.txt", {"dW1": tiny, "db1": DB1}):
        print("dW1", tiny)
        print("db1", DB1)
    np.set_printoptions(suppress=True)
    with printing("numpySuppressed.txt", {"dW1": tiny}):
        print("dW1", tiny)
    np.set_printoptions(suppress=False, precision=4)
    with printing("numpyShort.txt", GRADIENTS):
        for name, array in GRADIENTS.items():
            print(name, array)
    np.set_printoptions(precision=8)
    with printing("numpySpecial.txt", {"z1": SPECIAL[:1], "a1": np.zeros((2, 2)), "wide": np.tile(DB1, (2, 9))}):
        print("z1", SPECIAL[:1], "a1", np.zeros((2, 2)))
        print("wide", np.tile(DB1, (2, 9)))
    with printing("numpyAbbreviated.txt", {}):
        print("dW1", np.zeros((2000, 2)))


def print_torch(model):
    gradients = {name: p.grad for name, p in model.named_parameters()}
    weights = {name: p.detach() for name, p in model.named_parameters()}
    numbers = {f"{name}.grad": g.numpy() for name, g in gradients.items()}
    with printing("torchNames.txt", numbers):
        for name, g in gradients.items():
            print(f"{name}.grad", g)
    with printing("torchState.txt", {name: w.numpy() for name, w in weights.items()}):
        print(model.state_dict())
    with printing("torchParameters.txt", {f"array {i + 1}": w.numpy() for i, w in enumerate(weights.values())}):
        print(list(model.parameters()))
    double = torch.tensor(DW1, requires_grad=True)
    scaled = double * torch.tensor([1e-6, 1, 1])
    with printing("torchDouble.txt", {"dW1": DW1, "scaled": scaled.detach().numpy(), "db2": DB2[0], "ones": np.ones(2)}):
        print("dW1:", double)
        print("scaled:", scaled)
        print("db2:", torch.tensor(DB2)[0])
        print("ones:", torch.ones(2))
    with printing("torchAbbreviated.txt", {}):
        print("dW1", torch.zeros(2000, 2))


write_npy()
write_archives()
write_safetensors()
model = network()
write_json(model)
write_tables()
print_numpy()
print_torch(model)
text = json.dumps(expected).replace('{"name"', '\n  {"name"').replace('], "', '],\n"')
(HERE / "expected.json").write_text(f"{text}\n")
