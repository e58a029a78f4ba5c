/** Python: NumPy’s arrays, PyTorch’s tensors and their gradients, lists; and dictionaries, lists and objects that hold them. */
import type { Language } from './language';
import { SURVEY_LIMITS } from './limits';

export const python: Language = {
  title: 'Python',
  sessionTypes: /^(?:python|debugpy)$/,
  // Names with two underscores in front are Python’s own; groups such as "special variables" are no names at all.
  isVariable: (name) => /^(?!__)[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name),
  survey: (names) => {
    const variables = names.map((name) => `${JSON.stringify(name)}: ${name}`).join(', ');
    return call('survey', `{${variables}}`);
  },
  piece: ({ expression, type }, start, end) => call('piece', `${expression}, "${type}", ${start}, ${end}`),
};

/**
 * An expression that calls a function of the program below. The program has names of its own, so that it sees none of the
 * frame’s, which may be called `len` or `list`, and leaves none there.
 */
function call(name: 'survey' | 'piece', values: string): string {
  const program = JSON.stringify(PROGRAM);
  return `(lambda run, own: run(${program}, own) or own["${name}"])(__import__("builtins").exec, {})(${values})`;
}

const { depth, scalarDepth, visited, arrays, items, numbers } = SURVEY_LIMITS;

/** NumPy and PyTorch are only looked for where the program has imported them itself. */
const PROGRAM = `
import base64, itertools, json, struct, sys, types

TYPES = {"f8": "F64", "f4": "F32", "f2": "F16", "i8": "I64", "i4": "I32", "i2": "I16", "i1": "I8",
         "u8": "U64", "u4": "U32", "u2": "U16", "u1": "U8", "b1": "U8",
         "torch.float64": "F64", "torch.float32": "F32", "torch.float16": "F16", "torch.bfloat16": "BF16",
         "torch.int64": "I64", "torch.int32": "I32", "torch.int16": "I16", "torch.int8": "I8",
         "torch.uint8": "U8", "torch.bool": "U8"}

LONGEST = ${numbers}

def is_of(value, module, name):
    kind = getattr(sys.modules.get(module), name, None)
    return kind is not None and isinstance(value, kind)

def is_number(value):
    return isinstance(value, (int, float)) or is_of(value, "numpy", "number")

def shape_of(values):
    """Of a list of numbers, or of lists of as many numbers each."""
    if not values or len(values) > LONGEST:
        return None
    if all(is_number(value) for value in values):
        return [len(values)]
    if not all(isinstance(value, (list, tuple)) and len(value) == len(values[0]) for value in values):
        return None
    if not values[0] or len(values) * len(values[0]) > LONGEST:
        return None
    return [len(values), len(values[0])] if all(is_number(number) for value in values for number in value) else None

def type_of(value):
    """What .tolist() makes of float32 is no more exact than that."""
    some = [float(number) for number in numbers(value)]
    try:
        rounded = struct.unpack("<%df" % len(some), struct.pack("<%df" % len(some), *some))
    except OverflowError:
        return "F64"
    return "F32" if all(a == b or a != a for a, b in zip(some, rounded)) else "F64"

def header(value):
    """Shape and type; None where the value is no array of real numbers."""
    if is_of(value, "numpy", "ndarray") or is_of(value, "numpy", "number"):
        name = TYPES.get("%s%d" % (value.dtype.kind, value.dtype.itemsize))
        return (list(value.shape), name) if name and value.size else None
    if is_of(value, "torch", "Tensor"):
        name = TYPES.get(str(value.dtype))
        plain = str(value.layout) == "torch.strided" and value.device.type != "meta"
        return (list(value.shape), name) if name and plain and value.numel() else None
    if isinstance(value, (list, tuple)):
        shape = shape_of(value)
        return (shape, type_of(value)) if shape else None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return [], type_of([value])
    return None

def gradient(tensor):
    # PyTorch warns where a tensor that keeps no gradient is asked for it.
    keeps = tensor.is_leaf or getattr(tensor, "retains_grad", False)
    return tensor.grad if keeps else None

def inside(name, expression, value):
    """What a value holds: names, expressions and values."""
    if is_of(value, "torch", "Tensor"):
        held = gradient(value)
        if held is not None:
            yield name + ".grad", expression + ".grad", held
    elif is_of(value, "torch.nn", "Module"):
        for path, parameter in value.named_parameters():
            held = gradient(parameter)
            if held is not None:
                yield "%s.%s.grad" % (name, path), "%s.get_parameter(%r).grad" % (expression, path), held
        yield from attributes(name, expression, value)
    elif isinstance(value, dict):
        for key, held in itertools.islice(value.items(), ${items}):
            if isinstance(key, (str, int)):
                yield "%s.%s" % (name, key), "%s[%r]" % (expression, key), held
    elif isinstance(value, (list, tuple)):
        # A longer one is no list of layers.
        for index, held in enumerate(value if len(value) <= ${items} else ()):
            yield "%s.%d" % (name, index), "%s[%d]" % (expression, index), held
    elif not isinstance(value, (type, types.ModuleType, types.FunctionType)):
        yield from attributes(name, expression, value)

def attributes(name, expression, value):
    for key, held in itertools.islice(getattr(value, "__dict__", {}).items(), ${items}):
        if isinstance(key, str) and key.isidentifier() and not key.startswith("_"):
            yield "%s.%s" % (name, key), "%s.%s" % (expression, key), held

def look(name, expression, value):
    """The array that a value is, if any, and what it holds."""
    about = header(value)
    own = [] if about is None else [
        {"name": name, "expression": expression, "shape": about[0], "type": about[1]}]
    if about is None or is_of(value, "torch", "Tensor"):
        return own, list(inside(name, expression, value))
    return own, []

def survey(variables):
    # What was seen is kept, so that no other object gets its id. A number is one object wherever it stands.
    found, seen = [], {}
    level = [(name, name, value) for name, value in variables.items()]
    for step in range(${depth}):
        below = []
        for name, expression, value in level:
            if id(value) in seen or len(seen) >= ${visited} or len(found) >= ${arrays}:
                continue
            if is_number(value):
                if step >= ${scalarDepth}:
                    continue
            else:
                seen[id(value)] = value
            try:
                own, held = look(name, expression, value)
            except Exception:
                continue  # a value that can not be looked at hides no other
            found.extend(own)
            below.extend(held)
        level = below
    return text(json.dumps(found).encode())

def numbers(value):
    if isinstance(value, (list, tuple)):
        for held in value:
            yield from numbers(held)
    else:
        yield value

def piece(value, name, start, end):
    if is_of(value, "torch", "Tensor"):
        value = value.detach().reshape(-1)[start:end].cpu().contiguous()
        if name == "BF16":
            value = value.view(sys.modules["torch"].int16)
        value, start, end = value.numpy(), 0, end - start
    if is_of(value, "numpy", "ndarray") or is_of(value, "numpy", "number"):
        some = sys.modules["numpy"].asarray(value).flat[start:end]
        return text(some.astype(some.dtype.newbyteorder("<")).tobytes())
    some = [float(number) for number in itertools.islice(numbers(value), start, end)]
    return text(struct.pack("<%d%s" % (len(some), "f" if name == "F32" else "d"), *some))

def text(data):
    return base64.b64encode(data).decode()
`;
