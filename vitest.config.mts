import { defineConfig } from 'vitest/config';

/** A loaded machine is slow, not wrong: what hangs is found all the same. Milliseconds. */
const testTimeout = 30_000;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          testTimeout,
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/webview/**', 'test/integration/**', 'test/e2e/**'],
        },
      },
      {
        test: { name: 'webview', testTimeout, environment: 'jsdom', include: ['test/webview/**/*.test.ts'] },
      },
    ],
  },
});
