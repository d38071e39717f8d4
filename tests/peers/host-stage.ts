import { expect } from 'vitest'
import type { BookDeps } from '#lib/app/notebook/book-deps.ts'
import { record, type Draft } from '#lib/app/notebook/record.ts'
import { VerifiedDirectory } from '#lib/app/notebook/verified-directory.ts'
import { PeersStore } from '#lib/app/peers/peers-store.ts'
import { newDataKey, verify } from '#lib/data/keys/keys.ts'
import { openPeers } from '#lib/data/peers/open-peers.ts'
import { PhoneStore } from '#lib/data/store/store.ts'
import { processLocks } from '#lib/data/tabs.ts'
import { timeSlices } from '#lib/data/time-slices.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { ownId, ownPerson } from '#lib/domain/hui/own/own-record.ts'
import type { Role } from '#lib/domain/roles.ts'
import { refuse } from '#lib/domain/rules.ts'
import { ownMemory } from '../courier/phone.ts'
import { DirectoryWorld, pinsOf } from '../devices/directory-world.ts'
import { agreement, wholeParts } from '../hui/test-line.ts'
import { keyOf, memoryBoxes, memoryPhotos } from './peer-stage.ts'

const world = new DirectoryWorld()
const { unit } = world
const host = world.phone('ch-mot', 'host')
const officer = world.phone('can-bo', 'officer')
const keeper = world.phone('giu-cong', 'keeper')
const opened: PhoneStore[] = []

const owner = { unit, by: host.account }
const [line, other, member, stranger] = [1, 2, 3, 4].map((ms) => ownId(owner, ms)) as [
  string,
  string,
  string,
  string
]
const said = { by: 'host', how: 'talk' } as const
const opening = (of: string, person: string) => {
  const terms = { host: ownPerson(owner), parts: wholeParts(person, person), said }
  return { stream: `line/${of}`, type: 'hui.line-agreed', body: agreement(2, 1_000_000, terms) } as const
}

/** The phone of a host, with the directory as it came and no signal. */
export async function hostPhone() {
  const store = await PhoneStore.open({
    account: host.account,
    key: await newDataKey(),
    storage: ownMemory(),
    locks: processLocks(),
    multiInstance: false,
    yieldNow: () => new Promise((resolve) => setImmediate(resolve))
  })
  opened.push(store)
  const took = Date.now()
  const directory = world.facts.map((fact) => ({ ...fact, took }))
  await store.receive(directory, [], { unit, book: 'directory' })
  const roots = pinsOf(world)
  const identity = { account: host.account, roles: [`${unit}:host`] }
  const device = keyOf(host)
  const { kept: photos } = memoryPhotos()
  const outbox = { seal: async () => {} }
  const peers = openPeers(
    { identity, unit, keys: { device, roots }, store, outbox, photos },
    memoryBoxes().shelf
  )
  const clock = { now: () => Date.now() }
  const deps = {
    unit,
    account: host.account,
    roles: ['host'],
    directory: () => world.known(),
    verify,
    clock,
    slices: timeSlices,
    sources: { directory: new VerifiedDirectory(store, verify, unit, roots) },
    peers: async () => peers,
    whole: <T>(saving: Promise<T>) => saving
  } as unknown as BookDeps
  const write = async (draft: Pick<Draft, 'stream' | 'type' | 'body'>) => {
    const whole = { unit, book: 'hui', ...draft } as Draft
    const outcome = await record(whole, { clock, store, identity, device, refuse })
    expect(outcome).toMatchObject({ ok: true })
  }
  /** Takes over the role that the server names by now, as it comes with the directory. */
  const become = async (role: Role, changed: readonly Envelope[]) => {
    await store.receive(
      changed.map((fact) => ({ ...fact, took: Date.now() })),
      [],
      { unit, book: 'directory' }
    )
    return new PeersStore({ ...deps, roles: [role], directory: () => world.known(...changed) } as BookDeps)
  }
  return { store, peers: new PeersStore(deps), write, become }
}

/** Returns what makes her account another role's from now on. */
export function changedTo(role: Role): Envelope[] {
  const from = new Date(Date.now() + 1).toISOString()
  return [world.listing(host.account, [role]), world.approval(world.server, host, [role], { from })]
}

/** The phone of a host who has recorded two lines, each with a member of its own. */
export async function withTwoLines() {
  const phone = await hostPhone()
  for (const [person, name] of [
    [ownPerson(owner), 'Ba Huệ'],
    [member, 'Thu Hà'],
    [stranger, 'Mỹ Lệ']
  ] as const)
    await phone.write({ stream: `person/${person}`, type: 'hui.person-described', body: { name } })
  await phone.write(opening(line, member))
  await phone.write(opening(other, stranger))
  return phone
}

/** A unit with a host, to whom the ids of two lines and their members belong, an officer and a keeper. */
export const hostStage = { world, unit, host, officer, keeper, owner, line, other, member, said, opening }

export const closeHostPhones = () => Promise.all(opened.splice(0).map((store) => store.close()))
