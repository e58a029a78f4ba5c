import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/webview/**', 'test/integration/**', 'test/e2e/**'],
        },
      },
      { test: { name: 'webview', environment: 'jsdom', include: ['test/webview/**/*.test.ts'] } },
    ],
  },
});
