import { expose, proxy } from 'comlink'
import { afterEach, expect, test, vi } from 'vitest'
import { newDataKey, newDevice } from '../keys/keys.ts'
import { RootPins } from '../keys/root-pins.ts'
import { Damage } from '../store/damage.ts'
import type { CourierSeed, PageCalls, WorkerCalls } from './types.ts'
import { WorkerCourier } from './worker-courier.ts'

const status = { kind: 'open', state: 'approved', roles: ['xa:keeper'], roots: {} } as const
const damaged = { id: 'a', unit: 'xa', book: 'gates', sync: 'received' } as const

afterEach(() => void vi.useRealTimers())

/** A page and a worker on the two ends of a channel; `calls` stand in for the worker's own. */
async function stage(calls: Partial<WorkerCalls> = {}) {
  const { port1, port2 } = new MessageChannel()
  let page!: PageCalls
  let seed!: CourierSeed
  const done: string[] = []
  const note = (what: string) => async () => void done.push(what)
  const worker: WorkerCalls = {
    open: async (...given) => void ([seed, page] = given),
    ring: note('ring'),
    audit: async () => true,
    giveWay: async (save) => void done.push(`way ${save}`),
    gaveWay: async (save) => void done.push(`over ${save}`),
    see: note('see'),
    damageChanged: async (change) => void done.push(JSON.stringify(change)),
    stop: note('stop'),
    ...calls
  }
  expose(worker, port2)
  const terminate = () => {
    done.push('terminated')
    port2.close()
    port1.close()
  }
  const damage = new Damage()
  damage.noticed({ ...damaged, id: 'before' })
  const bellStopped = note('bell stopped')
  const courier = await WorkerCourier.open(Object.assign(port1, { terminate }) as unknown as Worker, {
    identity: { account: 'giu-cong', roles: ['xa:keeper'] },
    keys: {
      data: await newDataKey(),
      device: (await newDevice()).key,
      roots: new RootPins({ xa: 'goc', khac: 'x' }, () => {})
    },
    session: { token: async () => 'the-token', status: async () => status },
    damage,
    openBell: async () => ({ open: true, hear() {}, wake() {}, stop: bellStopped }),
    ...{ clock: [], brought() {}, visible: () => true, watch: () => () => {} },
    mayOpen: async () => {},
    remember: async () => {}
  })
  return { courier, damage, done, page: () => page, seed: () => seed }
}

test('the worker is given the data key and nothing that signs; what it asks for is lent until it is stopped', async () => {
  const { courier, done, page, seed } = await stage()
  expect(seed().data).toBeInstanceOf(CryptoKey)
  expect(seed().roots).toEqual({ xa: 'goc' })
  expect(await page().token()).toBe('the-token')
  expect(await page().status()).toEqual({ status, roots: { xa: 'goc' } })
  expect(await page().sign('x')).toMatch(/^[\w-]{86}$/)
  const lent = page()
  const bell = await lent.openBell(
    proxy({ rung: async () => {}, opened: async () => {}, lost: async () => {} })
  )
  await bell.hear(['xa:keeper'])
  await courier.stop()
  expect(done.slice(-3)).toEqual(['stop', 'terminated', 'bell stopped'])
})

test('while it stops, nobody lends it a session or a signature any more', async () => {
  const asked: unknown[] = []
  const it = await stage({
    async stop() {
      asked.push(await it.page().token())
      asked.push(
        await it
          .page()
          .sign('x')
          .catch(() => 'refused')
      )
    }
  })
  await it.courier.stop()
  expect(asked).toEqual([null, 'refused'])
})

test('a worker that does not answer is ended all the same, and who waited for it waits no longer', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const never = () => new Promise<never>(() => {})
  const { courier, done } = await stage({ ring: never, audit: never, stop: never })
  const waiting = Promise.all([courier.ring(), courier.audit()])
  const stopped = courier.stop()
  await vi.advanceTimersByTimeAsync(5_000)
  await stopped
  expect(await waiting).toEqual([undefined, false])
  expect(done.at(-1)).toBe('terminated')
  const length = done.length
  await Promise.all([courier.ring(), courier.stop()])
  expect(await courier.audit()).toBe(false)
  expect(done).toHaveLength(length)
})

test('reports, saves and damaged records are told across, each once', async () => {
  const { courier, damage, done, page } = await stage()
  await courier.ring()
  const before = { noticed: { ...damaged, id: 'before' } }
  expect(done.splice(0)).toEqual([...[before, { asked: [] }].map((one) => JSON.stringify(one)), 'ring'])
  await page().report({ state: 'idle', lastExchange: 7, audit: null, roles: [], access: 'approved' })
  expect(courier.report.current.lastExchange).toBe(7)
  courier.giveWayTo(Promise.reject(new Error('not saved')))
  await expect.poll(() => done.splice(0)).toEqual(['way 1', 'over 1'])
  damage.noticed(damaged)
  damage.noticed(damaged)
  await courier.ring()
  expect(done.splice(0)).toEqual([JSON.stringify({ noticed: damaged }), 'ring'])
  await page().damageChanged({ asked: ['a'] })
  expect(damage.toFetch()).toEqual([{ ...damaged, id: 'before' }])
  await page().damageChanged({ mended: 'a' })
  expect(damage.has('a')).toBe(false)
  await courier.stop()
})

test('a store that does not open ends the worker', async () => {
  const done: string[] = []
  const failing = stage({
    open: () => Promise.reject(new Error('the keyring holds another key')),
    stop: async () => void done.push('stop')
  })
  await expect(failing).rejects.toThrow('another key')
  expect(done).toEqual(['stop'])
})
