import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [svelte({ configFile: false })],
  test: {
    include: [
      'src/**/*.test.ts',
      'sync-server/**/*.test.ts',
      'gate-agent/**/*.test.ts',
      'tests/**/*.test.ts',
      'bench/**/*.test.ts'
    ],
    // Many wait for brokers and servers more than they work: one more worker than cores less one.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000
  }
})
