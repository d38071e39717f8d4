import { expect, test, vi } from 'vitest'
import type { Ports } from '#lib/ports/ports.ts'
import { App } from './app.svelte.ts'

vi.mock('./notebook/notebook.svelte.ts', () => ({
  Notebook: class {
    identity = { account: 'truong' }
    deviceId = 'd'
    enrol = async () => {}
    figures = async () => {}
    close = async () => {}
  }
}))

vi.mock('./notebook/drafts.ts', () => ({ Drafts: { open: async () => ({}) } }))

async function opening() {
  let lockedElsewhere = () => {}
  let opened!: (session: object) => void
  const session = {
    drafts: { list: async () => [], all: async () => [], read: async () => [] },
    courier: { start: async () => {} }
  }
  const ports = {
    unsentCounts: { watch: () => {}, of: () => 0 },
    openTabs: (locked: () => void) => ((lockedElsewhere = locked), { lockOthers: () => {} }),
    keyring: { identities: async () => [{ account: 'truong' }], unlock: async () => ({ data: {} }) },
    screens: {
      find: async () => async () => ({ at: 1, styles: [], html: '<p>Hụi</p>' }),
      drawn: async () => {}
    },
    openSession: () => new Promise((resolve) => (opened = () => resolve(session))),
    leaveSession: async () => {},
    deviceLabel: async () => 'x',
    idle: async () => {}
  } as unknown as Ports
  const app = new App(ports)
  await app.start()
  const unlocking = app.unlock('246813')
  await vi.waitFor(() => expect(opened).toBeDefined())
  return { app, unlocking, open: () => opened(session), lockElsewhere: () => lockedElsewhere() }
}

test('a tab that is opening while another tab locks them all does not open, and takes its picture away', async () => {
  const { app, unlocking, open, lockElsewhere } = await opening()
  lockElsewhere()
  expect.soft(app.seen).toBeNull()
  open()
  await unlocking
  expect.soft(app.phase).toBe('locked')
})

test('a lock while the notebook opens keeps it closed', async () => {
  const { app, unlocking, open } = await opening()
  await app.lock()
  open()
  await unlocking
  expect(app.phase).toBe('locked')
})

test('the picture of one account never stands once another one is chosen', async () => {
  let unlocked!: (keys: object) => void
  const ports = {
    unsentCounts: { watch: () => {}, of: () => 0 },
    openTabs: () => ({ lockOthers: () => {} }),
    keyring: {
      identities: async () => [{ account: 'truong' }, { account: 'pho' }],
      unlock: () => new Promise((resolve) => (unlocked = resolve))
    },
    screens: {
      find: async () => async () => ({ at: 1, styles: [], html: '<p>truong</p>' }),
      drawn: () => new Promise(() => {})
    }
  } as unknown as Ports
  const app = new App(ports)
  await app.start()
  void app.unlock('246813')
  app.choose(app.identities[1]!)
  unlocked({ data: {} })
  await new Promise((resolve) => setTimeout(resolve))
  expect(app.identity?.account).toBe('pho')
  expect(app.seen).toBeNull()
})
