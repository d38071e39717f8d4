import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Pure by rule: no clock, chance or I/O, so nothing of one file is left for the next, and they share a process. */
const pure = ['src/lib/domain', 'gate-agent/core', 'gate-agent/adapters'].map(
  (folder) => `${folder}/**/*.test.ts`
)

/** Minutes long, and begun last they would run on alone on one core. */
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
    // Many wait for brokers and servers more than they work: one more worker than cores less one.
    maxWorkers: 3,
    sequence: { sequencer: HistoriesFirst },
    // Three at once on two cores: what takes a few seconds alone may take many.
    testTimeout: 60_000,
    // A built history is JavaScript already, and large.
    server: { deps: { external: [/antt-simulate-/] } },
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
