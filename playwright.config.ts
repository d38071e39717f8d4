import { defineConfig } from '@playwright/test'
import { browser, phoneScreen } from './tests/launch.ts'

export default defineConfig({
  testDir: 'tests',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './tests/browser/prepared.ts',
  // Runs files side by side: each has a server and phones of its own. `npm test` runs Vitest beside them, with fewer.
  workers: 3,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: { ...phoneScreen, launchOptions: browser }
})
