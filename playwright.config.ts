import { defineConfig } from '@playwright/test'
import { browser, patience, phoneScreen, useMemory } from './tests/launch.ts'

useMemory()

const long = [
  'looks/looks.spec.ts',
  'browser/forms/inputs.spec.ts',
  'browser/gates/gate-connection.spec.ts',
  'browser/sync/frozen.spec.ts'
].map((file) => `**/${file}`)

const journeys = '**/journeys/*.spec.ts'

export default defineConfig({
  testDir: 'tests',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './tests/browser/prepared.ts',
  // Runs files side by side: each has a server and phones of its own.
  workers: 3,
  // A test waits for what it expects, however busy the machine is: only what never comes takes so long.
  timeout: 5 * patience,
  expect: { timeout: patience },
  // Files start in this order: the longest first, so that the workers end together. The fast tier runs the journeys alone.
  projects: [
    { name: 'long', testMatch: long },
    { name: 'journeys', testMatch: journeys },
    { name: 'others', testIgnore: [...long, journeys] }
  ],
  use: { ...phoneScreen, launchOptions: browser }
})
