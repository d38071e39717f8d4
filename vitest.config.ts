import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Tests of pure code: without clock, chance or I/O no file leaves anything behind for the next, so they share a process. */
const pure = ['src/lib/domain', 'gate-agent/core', 'gate-agent/adapters'].map(
  (folder) => `${folder}/**/*.test.ts`
)

/** Starts the seeded histories first: they take minutes, and started last they would keep one core busy alone. */
class HistoriesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isHistory = ({ moduleId }: TestSpecification) => moduleId.includes('/tests/simulate/')
    return [...sorted.filter(isHistory), ...sorted.filter((file) => !isHistory(file))]
  }
}

export default defineConfig({
  plugins: [svelte({ configFile: false })],
  test: {
    // More workers than cores: many tests mostly wait for brokers and servers. `npm test` runs Playwright beside them.
    maxWorkers: 3,
    sequence: { sequencer: HistoriesFirst },
    // A test waits for what it expects, however busy the machine is: only what never comes takes so long.
    testTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    // A built history is plain JavaScript already, and too large to transform again.
    server: { deps: { external: [/antt-simulate-/] } },
    hookTimeout: 300_000,
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
