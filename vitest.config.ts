import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { browser, phoneScreen } from './tests/launch.ts'

// tsconfig.json extends a generated one.
if (!existsSync('.svelte-kit/tsconfig.json')) execFileSync('npx', ['svelte-kit', 'sync'])

const { locale, timezoneId, viewport } = phoneScreen

const testsIn = (...folders: string[]) => folders.map((folder) => `${folder}/**/*.test.ts`)
/** The fast tier: what stands beside the code, and of what needs whole servers one file of each subsystem. */
const fastFolders = ['boundaries', 'documents', 'hui', 'inputs', 'subsystems'].map((name) => `tests/${name}`)
const fast = testsIn('src', 'gate-agent', 'sync-server', 'bench', ...fastFolders)
const components = 'src/**/*.component.test.ts'
/** Tests that replace a module of Node, sweep all memory, or begin with words that nobody has loaded yet. */
const alone = [
  'gate-agent/disk/journal.test.ts',
  'gate-agent/gate-box/box-store.test.ts',
  'gate-agent/survey/kept-whole.test.ts',
  'src/lib/i18n/text.test.ts',
  'src/lib/i18n/words.test.ts',
  'sync-server/follow.test.ts',
  'tests/attacks/mutants.test.ts'
]

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
    // More workers than cores: many tests mostly wait for brokers and servers.
    maxWorkers: 3,
    sequence: { sequencer: HistoriesFirst },
    // A test waits for what it expects, however busy the machine is: only what never comes takes so long.
    testTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
    // A built history is plain JavaScript already, and too large to transform again.
    server: { deps: { external: [/antt-simulate-/] } },
    hookTimeout: 300_000,
    setupFiles: 'tests/leaves-nothing.ts',
    projects: [
      // Files share a process, so that each module is read once: a test leaves nothing behind for the next.
      {
        extends: true,
        test: { name: 'fast', include: fast, exclude: [...alone, components], isolate: false }
      },
      { extends: true, test: { name: 'alone', include: alone } },
      {
        extends: true,
        test: { name: 'full', include: testsIn('tests'), exclude: [...alone, ...fast], isolate: false }
      },
      // Components, each mounted in one page of a real browser.
      {
        extends: true,
        resolve: {
          alias: {
            '$app/navigation': '/tests/components/app-navigation.ts',
            '$app/state': '/tests/components/app-state.svelte.ts'
          }
        },
        // All that the app's components import: what is met only later reloads the page under a test.
        optimizeDeps: {
          include: [
            '@nghiavuive/lunar_date_vi',
            '@noble/hashes/sha2.js',
            '@noble/hashes/utils.js',
            'canonicalize',
            'fast-check',
            'idb',
            'svelte/reactivity',
            'svelte/store',
            'tinyqueue',
            'valibot',
            'vitest-browser-svelte'
          ]
        },
        test: {
          name: 'components',
          include: [components],
          setupFiles: 'tests/components/setup.ts',
          isolate: false,
          testTimeout: 60_000,
          expect: { poll: { timeout: 30_000 } },
          browser: {
            enabled: true,
            headless: true,
            // Only one page at a time has the focus, and the fingers.
            fileParallelism: false,
            screenshotFailures: false,
            provider: playwright({ launchOptions: browser, contextOptions: { locale, timezoneId } }),
            instances: [{ browser: 'chromium', viewport }]
          }
        }
      }
    ]
  }
})
