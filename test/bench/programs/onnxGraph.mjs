// Writes an ONNX model's bytes: protobuf messages with the field numbers of onnx.proto (onnx.ai, IR version 7).

const ELEMENT_TYPES = { float32: 1, float64: 11 };
const OPSET = 12;
const IR_VERSION = 7;

/**
 * @param nodes `{ type, inputs, outputs, attributes }`; attributes are integers or lists of integers.
 * @param inputs shapes by name. @param outputs shapes by name.
 */
export function onnxModel({ nodes, inputs, outputs, dtype }) {
  const value = ([name, shape]) => [
    text(1, name),
    // TypeProto { tensor_type: { elem_type, shape: { dim: { dim_value } } } }
    message(2, [
      message(1, [
        integer(1, ELEMENT_TYPES[dtype]),
        message(
          2,
          shape.map((length) => message(1, [integer(1, length)])),
        ),
      ]),
    ]),
  ];
  const graph = [
    ...nodes.map((node) => message(1, nodeFields(node))),
    text(2, 'pass'),
    ...Object.entries(inputs).map((entry) => message(11, value(entry))),
    ...Object.entries(outputs).map((entry) => message(12, value(entry))),
  ];
  return Buffer.concat([
    integer(1, IR_VERSION),
    message(7, graph),
    message(8, [text(1, ''), integer(2, OPSET)]),
  ]);
}

function nodeFields({ type, inputs, outputs, attributes = {} }) {
  return [
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, type),
    ...Object.entries(attributes).map(([name, given]) =>
      message(5, [
        text(1, name),
        ...(Array.isArray(given) ? given.map((i) => integer(8, i)) : [integer(3, given)]),
        // AttributeProto.type: INTS or INT
        integer(20, Array.isArray(given) ? 7 : 2),
      ]),
    ),
  ];
}

function varint(value) {
  const bytes = [];
  let rest = value;
  do {
    bytes.push((rest & 127) | (rest > 127 ? 128 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return Buffer.from(bytes);
}

function integer(field, value) {
  return Buffer.concat([varint(field << 3), varint(value)]);
}

function message(field, parts) {
  const body = Buffer.concat(parts);
  return Buffer.concat([varint((field << 3) | 2), varint(body.length), body]);
}

function text(field, value) {
  return message(field, [Buffer.from(value)]);
}
