// Three projects: `unit` needs nothing but Node; `integration` a private dockerd and the built images; `e2e` the packaged app.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.{integration,e2e}.test.ts'],
          setupFiles: ['tests/helpers/private-home.ts'],
          // Milliseconds: the longest takes 1.5 s, and eight times that beside QEMUs on two cores.
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/**/*.integration.test.ts'],
          setupFiles: ['tests/helpers/private-home.ts'],
          globalSetup: ['tests/helpers/private-engine.ts'],
          // One dockerd serves every file and the machine has two cores: in parallel the files would measure each other.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/**/*.e2e.test.ts'],
          setupFiles: ['tests/helpers/private-home.ts'],
          // One app with its machine fills two cores; and what fails is to be seen, not tried again.
          fileParallelism: false,
          retry: 0,
          // Milliseconds: the longest follows the whole lab, with its rolling update, on an emulated machine.
          testTimeout: 600_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
