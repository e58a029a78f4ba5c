// The kernels' binaries from their sources.
import wabt from 'wabt';
import { type Arithmetic, type Tile, TILE } from '../../../src/engine/kernels/wasm/layout';
import { functionModuleText } from '../../../src/engine/kernels/wasm/source/functionModule';
import { moduleText } from '../../../src/engine/kernels/wasm/source/module';
import { kernelFunctions } from './kernelFunctions';

/** The binary of a module's text. wabt does not optimise: the instructions stay as they are written. */
async function binaryOf(text: string): Promise<Uint8Array> {
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

/** The texts of the files beside src/engine/kernels/wasm/instance.ts that hold the binaries, by name. */
export async function binaryFiles(): Promise<Readonly<Record<string, string>>> {
  const note = 'assembled by `npm run kernels` and written in base64.';
  const declaration = (name: string, binary: Uint8Array): string =>
    `export const ${name} =\n  '${Buffer.from(binary).toString('base64')}';\n`;
  return {
    'binaries.ts': [
      `/** The kernels of source/, ${note} */\n`,
      declaration('strictBinary', await assemble('strict')),
      declaration('fusedBinary', await assemble('fused')),
    ].join('\n'),
    'functionBinary.ts': [
      `/** The kernels of the functions of one number, ${note} */\n`,
      declaration('functionBinary', await binaryOf(functionModuleText(kernelFunctions))),
    ].join('\n'),
  };
}
