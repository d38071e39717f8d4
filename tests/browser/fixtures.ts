import { expect, test as base } from '@playwright/test'
import { tellWhy } from './diary.ts'
import { takeViolations } from './policy.ts'
import { startServer, type Server } from './server.ts'

export { expect }

export const test = base.extend<
  { explained: void; lawful: void },
  {
    /**
     * The product with its demo, shared by the files that one worker runs: a test gives what it writes there words of
     * its own. A file that counts, or changes what others read, starts a server for itself with `forFile`.
     */
    demo: Server
  }
>({
  explained: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
    async ({}, use, info) => {
      await use()
      tellWhy(info)
    },
    { auto: true }
  ],
  lawful: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      await use()
      expect(takeViolations()).toEqual([])
    },
    { auto: true }
  ],
  demo: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      const server = await startServer()
      await use(server)
      await server.stop()
    },
    { scope: 'worker' }
  ]
})

type Started = { stop(): Promise<unknown> } | { throwAway(): Promise<unknown> }
/** Takes note of a thing that has to be ended, and returns it. The latest ends first, also when a test has failed. */
export type Keep = <T extends Started>(thing: T) => T

function keeper() {
  const kept: Started[] = []
  const keep: Keep = (thing) => {
    kept.push(thing)
    return thing
  }
  const endAll = async () => {
    for (const thing of kept.splice(0).reverse()) await ('stop' in thing ? thing.stop() : thing.throwAway())
  }
  return { keep, endAll }
}

/** Starts what all tests of a file work with before the first of them. @returns what keeps more until after the last */
export function forFile(start?: (keep: Keep) => Promise<unknown>): Keep {
  const { keep, endAll } = keeper()
  if (start) test.beforeAll(async () => void (await start(keep)))
  test.afterAll(endAll)
  return keep
}

/** Starts what each test works with. @returns what keeps more until the test has ended */
export function forTest(start?: (keep: Keep) => Promise<unknown>): Keep {
  const { keep, endAll } = keeper()
  if (start) test.beforeEach(() => start(keep))
  test.afterEach(endAll)
  return keep
}
