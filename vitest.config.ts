import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

/** Pure by rule: no clock, chance or I/O, so nothing of one file is left for the next, and they share a process. */
const pure = ['src/lib/domain', 'gate-agent/core', 'gate-agent/adapters'].map(
  (folder) => `${folder}/**/*.test.ts`
)

export default defineConfig({
  plugins: [svelte({ configFile: false })],
  test: {
    // Many wait for brokers and servers more than they work: one more worker than cores less one.
    maxWorkers: 3,
    // Three at once on two cores: what takes a few seconds alone may take many.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'rest',
          include: [
            'src/**/*.test.ts',
            'sync-server/**/*.test.ts',
            'gate-agent/**/*.test.ts',
            'tests/**/*.test.ts',
            'bench/**/*.test.ts'
          ],
          exclude: pure
        }
      }
    ]
  }
})
