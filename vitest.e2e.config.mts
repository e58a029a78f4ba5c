import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'e2e',
    environment: 'node',
    // BACKPROP_FIGURES=1 prints what a person waits for, instead of testing.
    include: [process.env['BACKPROP_FIGURES'] === '1' ? 'test/e2e/figures.ts' : 'test/e2e/**/*.test.ts'],
    globalSetup: 'test/e2e/globalSetup.ts',
    // One VS Code and two cores: one file after the other.
    fileParallelism: false,
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // What a person would wait for, on a busy machine.
    expect: { poll: { timeout: 15_000 } },
    reporters: ['verbose'],
  },
});
