import { afterEach, expect, test } from 'vitest'
import type { BookDeps } from '#lib/app/notebook/book-deps.ts'
import { VerifiedDirectory } from '#lib/app/notebook/verified-directory.ts'
import { PeersStore } from '#lib/app/peers/peers-store.ts'
import { newDataKey, verify } from '#lib/data/keys/keys.ts'
import { timeSlices } from '#lib/data/time-slices.ts'
import { openPeers } from '#lib/data/peers/open-peers.ts'
import { PhoneStore } from '#lib/data/store/store.ts'
import { processLocks } from '#lib/data/tabs.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { rolesAt } from '#lib/domain/directory/directory.ts'
import type { TestDevice } from '../facts.ts'
import { DirectoryWorld, pinsOf } from '../devices/directory-world.ts'
import { ownMemory } from '../courier/phone.ts'
import { keyOf, memoryBoxes } from './peer-stage.ts'

const world = new DirectoryWorld()
const { unit, commander } = world
const giver = world.phone('can-bo', 'officer')
const taker = world.phone('giu-cong', 'keeper')
const lost = world.phone('bi-mat', 'keeper')
const opened: PhoneStore[] = []
afterEach(async () => void (await Promise.all(opened.splice(0).map((store) => store.close()))))

/** A phone whose store has what the server told of the directory, and no signal. */
async function phoneOf(device: TestDevice, directory: readonly Envelope[]) {
  const store = await PhoneStore.open({
    account: device.account,
    key: await newDataKey(),
    storage: ownMemory(),
    locks: processLocks(),
    multiInstance: false,
    yieldNow: () => new Promise((resolve) => setImmediate(resolve))
  })
  opened.push(store)
  const took = Date.now()
  await store.receive(
    directory.map((fact) => ({ ...fact, took })),
    [],
    { unit, book: 'directory' }
  )
  const roots = pinsOf(world)
  const roles = rolesAt(world.known(), device.account, device.id, Date.now())
  const identity = { account: device.account, roles }
  const peers = openPeers(
    {
      identity,
      unit,
      keys: { device: keyOf(device), roots },
      store,
      outbox: {} as never,
      photos: {} as never
    },
    memoryBoxes().shelf
  )
  const deps = {
    unit,
    account: device.account,
    roles,
    verify,
    clock: { now: () => Date.now() },
    sources: { directory: new VerifiedDirectory(store, verify, unit, roots) },
    peers: async () => peers,
    whole: <T>(saving: Promise<T>) => saving,
    slices: timeSlices
  } as unknown as BookDeps
  return { store, peers: new PeersStore(deps) }
}

test('a phone that was offline when another was revoked hears of it from whoever hands it records, and judges by that', async () => {
  const revoked = world.revocation(commander, lost, [], { ms: Date.now() - 60_000 })
  const [before, after] = [lost.note(unit, { ms: Date.now() - 120_000 }), lost.note(unit)]
  const from = await phoneOf(giver, [...world.facts, revoked])
  const to = await phoneOf(taker, world.facts)
  await from.store.carry([before, after])
  const bundle = (await from.peers.give(taker.account, 'unsent'))!
  expect(bundle).toMatchObject({ open: 2, sealed: 0, left: 0 })
  const report = await to.peers.take(new Blob([bundle.file]), bundle.code, null)
  expect(report).toMatchObject({ by: giver.account, added: 1, refused: new Map([['barred', 1]]) })
  expect(await to.peers.burden()).toMatchObject({ facts: 2 })

  const thief = await phoneOf(lost, world.facts)
  await thief.store.carry([lost.note(unit)])
  const stolen = (await thief.peers.give(taker.account, 'unsent'))!
  expect(await to.peers.take(new Blob([stolen.file]), stolen.code, null)).toEqual({ code: 'barred-sender' })
})
