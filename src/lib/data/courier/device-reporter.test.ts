import { expect, test } from 'vitest'
import type { Book } from '#lib/domain/roles.ts'
import { firstIdAt } from '#lib/domain/uuid.ts'
import { DeviceReporter } from './device-reporter.ts'
import type { Http } from '../http/http.ts'

type Unsent = { id: string; book: Book; n: number; sync: 'pending' | 'refused' }

/** Builds a phone whose numbers, clock and server the test controls. */
function world() {
  let now = 1_700_000_000_000
  let answer = () => Response.json({ ok: true })
  const sent: { heads: object; waiting: object; photos: number }[] = []
  const state = {
    heads: new Map<Book, number>([['gates', 4]]),
    unsent: [] as Unsent[],
    photos: 0,
    looks: 0,
    meanwhile() {}
  }
  const http = {
    fetch: async (path: unknown, init?: RequestInit) => {
      expect(path).toBe('/devices')
      sent.push(JSON.parse((JSON.parse(String(init!.body)) as { p: string }).p))
      return answer()
    },
    timeout: () => new AbortController().signal,
    now: () => now,
    deviceNow: () => now,
    learn: () => {}
  } as Http
  const reporter = new DeviceReporter({
    account: 'giu-cong',
    device: { id: 'A'.repeat(43), sign: async () => 'sig' },
    store: {
      async heads() {
        state.looks++
        const heads = new Map(state.heads)
        state.meanwhile()
        return heads
      },
      unsent: async () => [...state.unsent]
    },
    photos: () => state.photos
  })
  return {
    ...{ state, reporter, http },
    answers: (next: typeof answer) => void (answer = next),
    pass: (ms: number) => void (now += ms),
    record(sync: Unsent['sync'] = 'pending') {
      const n = state.heads.get('gates')! + 1
      state.heads.set('gates', n)
      state.unsent.push({ id: firstIdAt(now), book: 'gates', n, sync })
    },
    /** Returns what a look sends, once everything that is not waiting has run. */
    async look() {
      reporter.look(http)
      await new Promise((resolve) => setTimeout(resolve))
      return sent.splice(0)
    }
  }
}

test('reports once when the app starts, then nothing while nothing changes', async () => {
  const { look, pass, state } = world()
  expect(await look()).toMatchObject([{ heads: { gates: 4 }, waiting: {}, photos: 0 }])
  for (let i = 0; i < 20; i++) {
    pass(3_600_000)
    expect(await look()).toEqual([])
  }
  const looks = state.looks
  pass(2_000)
  await look()
  expect(state.looks).toBe(looks)
})

test('heads that move are told once an hour', async () => {
  const { look, pass, record, state } = world()
  await look()
  record()
  state.unsent = []
  pass(3_500_000)
  expect(await look()).toEqual([])
  pass(100_000)
  expect(await look()).toMatchObject([{ heads: { gates: 5 }, waiting: {} }])
})

test('what has waited for a minute is told, what is merely on its way is not; that nothing waits any more at once', async () => {
  const { look, pass, record, state } = world()
  await look()
  record()
  record()
  pass(50_000)
  expect(await look()).toEqual([])
  pass(20_000)
  expect(await look()).toMatchObject([{ heads: { gates: 6 }, waiting: { gates: [[5, 6]] } }])
  expect(await look()).toEqual([])
  state.unsent = []
  expect(await look()).toMatchObject([{ heads: { gates: 6 }, waiting: {} }])
})

test('a refused record and a photo that waits are told', async () => {
  const { look, pass, record, state } = world()
  await look()
  pass(61_000)
  record('refused')
  expect(await look()).toMatchObject([{ waiting: { gates: [[5, 5]] } }])
  state.photos = 2
  pass(61_000)
  expect(await look()).toMatchObject([{ photos: 2 }])
})

test('a server that does not take it is not asked again and again', async () => {
  const { look, pass, answers } = world()
  answers(() => new Response('{"error":"not_found"}', { status: 404 }))
  let asked = 0
  for (let second = 0; second < 3_600; second += 2) {
    pass(2_000)
    asked += (await look()).length
  }
  expect(asked).toBeGreaterThan(5)
  expect(asked).toBeLessThan(15)
  answers(() => Response.json({ ok: true }))
  pass(3_600_000)
  expect(await look()).toHaveLength(1)
  expect(await look()).toEqual([])
})

test('what is recorded while it is made waits above its heads and is never taken for sent', async () => {
  const { look, record, state } = world()
  state.meanwhile = () => record()
  expect(await look()).toMatchObject([{ heads: { gates: 4 }, waiting: { gates: [[5, 5]] } }])
})
