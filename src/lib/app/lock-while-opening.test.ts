import { beforeEach, expect, test, vi } from 'vitest'
import type { Ports } from '#lib/ports/ports.ts'
import { App } from './app.svelte.ts'

const closed = vi.hoisted(() => vi.fn(async () => {}))
vi.mock('./notebook/notebook.svelte.ts', () => ({
  Notebook: class {
    close = closed
  }
}))
vi.mock('./notebook/drafts.ts', () => ({ Drafts: { open: async () => ({}) } }))
beforeEach(() => void closed.mockClear())

/** Lets an app be unlocked, and holds it while it derives the key, then while it opens the store. */
async function unlocking() {
  const derived = held<object>()
  const opened = held<object>()
  let lockedElsewhere = () => {}
  const ports = {
    unsentCounts: { watch: () => {}, of: () => 0 },
    openTabs: (locked: () => void) => ((lockedElsewhere = locked), { lockOthers: () => {} }),
    keyring: {
      identities: async () => [{ account: 'truong' }, { account: 'pho' }],
      unlock: () => derived.promise
    },
    screens: {
      find: async () => async () => ({ at: 1, styles: [], html: '<p>Hụi</p>' }),
      drawn: async () => {}
    },
    openSession: () => opened.promise
  } as unknown as Ports
  const app = new App(ports)
  await app.start()
  const answer = app.unlock('246813')
  return {
    app,
    answer,
    derive: () => derived.resolve({ data: {} }),
    open: () => opened.resolve({}),
    lockElsewhere: () => lockedElsewhere()
  }
}

function held<T>() {
  let resolve!: (value: T) => void
  const promise = new Promise<T>((done) => (resolve = done))
  return { promise, resolve }
}

test.each(['here', 'in another tab'])('a lock %s stops a notebook that is opening', async (where) => {
  const { app, answer, derive, open, lockElsewhere } = await unlocking()
  derive()
  await vi.waitFor(() => expect(app.seen).not.toBeNull())
  if (where === 'here') await app.lock()
  else lockElsewhere()
  expect(app.seen).toBeNull()
  open()
  expect(await answer).toBeNull()
  expect([app.phase, app.notebook, closed.mock.calls.length]).toEqual(['locked', null, 1])
})

test('whoever is chosen while another notebook opens sees neither its picture nor it', async () => {
  for (const moment of ['deriving', 'opening'] as const) {
    const { app, answer, derive, open } = await unlocking()
    if (moment === 'opening') {
      derive()
      await vi.waitFor(() => expect(app.seen).not.toBeNull())
    }
    app.choose(app.identities[1]!)
    derive()
    open()
    expect(await answer).toBeNull()
    expect([app.identity?.account, app.seen, app.notebook]).toEqual(['pho', null, null])
  }
})
