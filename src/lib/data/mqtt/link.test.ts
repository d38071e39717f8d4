import { afterEach, expect, test } from 'vitest'
import { Link, type LinkDeps } from './link.ts'

let open: Link | undefined
afterEach(() => open?.stop())

/** Builds a link without connect options, whose timers the test controls. */
function doorless(door: LinkDeps['connectOptions'], more: Partial<LinkDeps> = {}) {
  let asked = 0
  let over = () => {}
  const waits: number[] = []
  const link = new Link({
    connectOptions: () => (asked++, door()),
    now: () => 0,
    chance: () => 0,
    after(ms, run) {
      waits.push(ms)
      over = run
      return () => {}
    },
    ...more
  })
  open = link
  return { link, waits, asked: () => asked, pass: () => over() }
}
/** Resolves when everything that is not waiting for a timer has run. */
const settled = () => new Promise((resolve) => setTimeout(resolve))

test.each([
  ['nobody gives one', async () => null],
  ['the asking fails', () => Promise.reject(new TypeError('Failed to fetch'))]
])('without a door (%s) it waits ever longer, half a minute at most', async (_, door) => {
  const { waits, pass } = doorless(door)
  for (let tries = 0; tries < 8; tries++) {
    await settled()
    pass()
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
})

test('who must be back soon says how long a wait may grow', async () => {
  const { waits, pass } = doorless(async () => null, { longestWait: 5_000 })
  for (let tries = 0; tries < 4; tries++) {
    await settled()
    pass()
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 5_000])
})

test('waits for as long as the giver of doors asked, where that is longer', async () => {
  const { waits } = doorless(async () => ({ afterMs: 90_000 }))
  await settled()
  expect(waits).toEqual([90_000])
})

test('woken, it tries at once and begins its waits anew', async () => {
  const { link, waits, asked, pass } = doorless(async () => null)
  for (let tries = 0; tries < 5; tries++) {
    await settled()
    pass()
  }
  await settled()
  const before = asked()
  link.wake()
  await settled()
  expect([asked() - before, waits.at(-1)]).toEqual([1, 1_000])
})
