import { afterAll, expect, test } from 'vitest'
import { deviceOf, directory } from '#lib/domain/directory/directory.ts'
import { judgeCarried } from '#lib/domain/peers/judge.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { PhoneStore } from '#lib/data/store/store.ts'
import { processLocks } from '#lib/data/tabs.ts'
import { first, ownMemory, testKeys } from '../courier/phone.ts'
import { DirectoryWorld } from '../devices/directory-world.ts'

const dayMs = 86_400_000
const ms = Date.now() - 4 * dayMs
const world = new DirectoryWorld('xa-thu', Date.now() - 5 * dayMs)
const { unit } = world
const former = world.phone('cu-truong', 'commander')
const carrier = world.phone('can-bo', 'officer')
const waits = world.waiting('ban', 'officer')
const last = new Date(Date.now() - 2 * dayMs).toISOString().slice(0, 10)
const name = 'Người cu-truong'
const listing = { account: 'cu-truong', name, roles: ['commander'], until: { commander: last } }
world.facts.push(world.says(world.server, 'account-listed', 'account/cu-truong', listing))
const taken = world.facts.map((fact) => ({ ...fact, took: Date.parse(fact.at), seal: 'x' }))
// Signed today, after the last day of their author.
const backdated = [
  world.approval(former, waits, ['officer'], { ms, from: new Date(ms).toISOString() }),
  world.revocation(former, world.commander, [], { ms })
]

function rightsBy(facts: readonly object[]) {
  const known = directory([...taken, ...facts] as never, world.root.id)
  return {
    approved: deviceOf(known, 'ban', waits.id)!.approved,
    commander: deviceOf(known, 'truong', world.commander.id)!.approved
  }
}
const unmoved = { approved: false, commander: true }

const stores: PhoneStore[] = []
afterAll(() => Promise.all(stores.map((store) => store.close())))

test('what a former commander dates back counts on no phone that carries it, nor once it is refused or offered again', async () => {
  const known = directory(taken as never, world.root.id)
  for (const fact of backdated)
    expect(judgeCarried(fact, { unit, account: 'can-bo', roles: ['officer'], known })).toHaveProperty('key')
  const keys = await testKeys()
  const parts = { key: keys.data, locks: processLocks(), multiInstance: false, yieldNow: async () => {} }
  const store = await PhoneStore.open({ ...parts, account: carrier.account, storage: ownMemory(new Map()) })
  stores.push(store)
  const inState = async (sync: StoredFact['sync']) => {
    const all = await first(store.book('directory'), (facts) => facts.every((fact) => fact.sync === sync))
    expect(all).toHaveLength(backdated.length)
    return rightsBy(all)
  }
  const ids = backdated.map(({ id }) => id)
  await store.carry(backdated)
  expect(await inState('carried')).toEqual(unmoved)
  await store.settle(ids.map((id) => ({ id, sync: 'refused', reason: 'not-allowed' })))
  expect(await inState('refused')).toEqual(unmoved)
  // As when the rule has changed: it is no record of this phone's own that waits.
  await store.mark(ids, 'pending')
  expect(await inState('carried')).toEqual(unmoved)
})
