import { defineConfig } from '@playwright/test'
import { browser, phoneScreen } from './tests/launch.ts'

export default defineConfig({
  testDir: 'tests',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './tests/browser/prepared.ts',
  // The files side by side: each has a server and phones of its own.
  workers: 3,
  // What passes only when tried again is told at the end, by name.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: { ...phoneScreen, launchOptions: browser }
})
