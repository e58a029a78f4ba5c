// `npm run kernels`: assembles the kernels anew and writes their binaries to where the engine finds them.
import { writeFileSync } from 'node:fs';
import { binaryFiles } from './assemble';

const folder = new URL('../../../src/engine/kernels/wasm/', import.meta.url);
void binaryFiles().then((files) => {
  for (const [name, text] of Object.entries(files)) writeFileSync(new URL(name, folder), text);
});
