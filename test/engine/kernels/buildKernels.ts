// `npm run kernels`: assembles the kernels anew and writes their binaries to where the engine finds them.
import { writeFileSync } from 'node:fs';
import { binariesText } from './assemble';

const file = new URL('../../../src/engine/kernels/wasm/binaries.ts', import.meta.url);
void binariesText().then((text) => {
  writeFileSync(file, text);
});
