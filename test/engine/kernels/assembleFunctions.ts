// The functions' binary from its source.
import wabt from 'wabt';
import { functionsText } from '../../../src/engine/kernels/wasm/source/functions';

/** wabt does not optimise: the instructions stay as they are written. */
export async function assembleFunctions(): Promise<Uint8Array> {
  const assembler = await wabt();
  const parsed = assembler.parseWat('functions.wat', functionsText(), { simd: true });
  try {
    parsed.validate();
    return parsed.toBinary({ write_debug_names: false }).buffer;
  } finally {
    parsed.destroy();
  }
}
