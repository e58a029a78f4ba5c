// The kernels' binaries from their sources.
import wabt from 'wabt';
import { type Arithmetic, type Tile, TILE } from '../../../src/engine/kernels/wasm/layout';
import { moduleText } from '../../../src/engine/kernels/wasm/source/module';

/** The binary of a module's text. wabt does not optimise: the instructions stay as they are written. */
export async function binaryOf(text: string): Promise<Uint8Array> {
  const assembler = await wabt();
  const parsed = assembler.parseWat('kernels.wat', text, {
    simd: true,
    relaxed_simd: true,
    bulk_memory: true,
  });
  try {
    parsed.validate();
    return parsed.toBinary({ write_debug_names: false }).buffer;
  } finally {
    parsed.destroy();
  }
}

/** The binary of the products' kernels with these tiles. */
export function assemble(arithmetic: Arithmetic, tile: Tile = TILE): Promise<Uint8Array> {
  return binaryOf(moduleText(arithmetic, tile));
}

/** The text of src/engine/kernels/wasm/binaries.ts. */
export async function binariesText(): Promise<string> {
  const declaration = async (name: string, arithmetic: Arithmetic): Promise<string> =>
    `export const ${name} =\n  '${Buffer.from(await assemble(arithmetic)).toString('base64')}';\n`;
  return [
    '/** The kernels of source/, assembled by `npm run kernels` and written in base64. */\n',
    await declaration('strictBinary', 'strict'),
    await declaration('fusedBinary', 'fused'),
  ].join('\n');
}
