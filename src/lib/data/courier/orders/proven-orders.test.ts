import { expect, test } from 'vitest'
import type { StoredFact } from '#lib/domain/stored.ts'
import { verify } from '#lib/data/keys/keys.ts'
import { DirectoryWorld, pinsOf } from '../../../../../tests/devices/directory-world.ts'
import { provenOrders } from './proven-orders.ts'

const removal = {
  ...{ book: 'gates', quarter: '2026q2', who: 'giu-cong', records: 1, photos: 0 },
  taken: [{ device: 'd'.repeat(43), by: 'giu-cong', from: 1, to: 9 }]
}
const unit = 'xa-thu'
const [real, planted] = [new DirectoryWorld(unit), new DirectoryWorld(unit, Date.now())]
const orderOf = (world: DirectoryWorld) =>
  world.says(world.server, 'quarter-removed', `unit/${unit}`, removal)
const orders = { real: orderOf(real), planted: orderOf(planted) }
const facts = [real, planted].flatMap((world) => world.facts)

function context(pins = pinsOf(real)) {
  const held = [...facts, ...Object.values(orders)].map((fact): StoredFact => ({
    ...fact,
    sync: 'received',
    tries: 0
  }))
  const records = async (stream: string) => held.filter((fact) => fact.stream === stream)
  return { store: { records }, trust: { verify, roots: pins } } as unknown as Parameters<
    typeof provenOrders
  >[0]
}

test('a phone obeys the servers of the root that is pinned for a unit, whoever else introduced one later', async () => {
  expect((await provenOrders(context(), unit)).map(({ id }) => id)).toEqual([orders.real.id])
})

test('where none is pinned it obeys nobody', async () => {
  expect(await provenOrders(context(pinsOf(new DirectoryWorld('xa-khac'))), unit)).toEqual([])
})
