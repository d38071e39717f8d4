import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { idTime } from '#lib/domain/uuid.ts'
import { inOrder } from '#lib/domain/order.ts'
import { first, ownMemory, TestPhone } from '../courier/phone.ts'
import { named, startTestServer, type TestServer } from '../courier/server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await server.account(named('giu-cong'), ['keeper'])
})
afterEach(() => TestPhone.closeAll())
afterAll(() => server.stop())

const day = 86_400_000
const year = 365 * day
const directions = [
  ['two days fast', 2 * day],
  ['four years fast', 4 * year],
  ['two days slow', -2 * day],
  ['eleven years slow', -11 * year]
] as const
/** Whole seconds in an answer's date, and a slow machine. */
const near = 60_000
const off = (ms: number, truth = Date.now()) => Math.abs(ms - truth)

function shelf(kept = new Map<string, string>()) {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value)
  }
}

describe.each(directions)('a phone whose clock is %s', (_, skew) => {
  const now = () => Date.now() + skew

  test('records at the server’s time once it has heard of it, ids too, and over a restart without a network', async () => {
    const [disk, kept] = [new Map(), shelf()]
    const phone = await TestPhone.open(server, named('giu-cong'), {
      storage: ownMemory(disk),
      now,
      shelf: kept
    })
    expect(await phone.exchange()).toEqual({ end: 'done' })
    expect(off(phone.clock.offset, -skew)).toBeLessThan(near)
    const { id, at } = await phone.write()
    expect(off(idTime(id))).toBeLessThan(near)
    expect(off(Date.parse(at))).toBeLessThan(near)
    await phone.store.close()

    const again = await TestPhone.open(server, named('giu-cong'), {
      storage: ownMemory(disk),
      keys: phone.keys,
      now,
      shelf: kept
    })
    expect(off(again.clock.offset, -skew)).toBeLessThan(near)
    expect(off(idTime((await again.write()).id))).toBeLessThan(near)
    expect(await again.exchange()).toEqual({ end: 'done' })
    expect(await first(again.store.counts())).toEqual({ pending: 0, refused: 0, kept: 0 })
  })

  test('started without any network before: what it wrote keeps its own time and is sent; what follows has the right one', async () => {
    const phone = await TestPhone.open(server, named('giu-cong'), { now })
    const early = await phone.write()
    expect(off(Date.parse(early.at), now())).toBeLessThan(near)
    expect(off(idTime(early.id), now())).toBeLessThan(near)
    expect(await phone.exchange()).toEqual({ end: 'done' })
    const late = await phone.write()
    expect(off(idTime(late.id))).toBeLessThan(near)
    expect(off(Date.parse(late.at))).toBeLessThan(near)
    expect(await phone.exchange()).toEqual({ end: 'done' })

    const own = (facts: Awaited<ReturnType<TestPhone['facts']>>) =>
      facts.filter(({ device }) => device === phone.keys.device.id)
    expect(own(await phone.facts()).find(({ id }) => id === early.id)).toMatchObject({
      sync: 'sent',
      at: early.at
    })
    // Whatever its clock said, nothing of a phone comes before what it wrote earlier.
    expect(inOrder(own(await phone.facts())).map(({ n }) => n)).toEqual([1, 2])
  })

  test('finds the books of today, not those of its own day', async () => {
    const writer = await TestPhone.open(server, named('giu-cong'))
    const fact = await writer.write()
    await writer.exchange()
    const phone = await TestPhone.open(server, named('giu-cong'), { now })
    await phone.exchange()
    expect((await phone.facts()).map(({ id }) => id)).toContain(fact.id)
  })
})

test('a time that its author gives stays as it is given, whatever the clock', async () => {
  const phone = await TestPhone.open(server, named('giu-cong'), { now: () => Date.now() + 2 * day })
  await phone.exchange()
  const at = new Date(Date.now() - 3 * day).toISOString()
  expect((await phone.write({ at })).at).toBe(at)
})
