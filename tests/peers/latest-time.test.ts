import { expect, test } from 'vitest'
import type { BookDeps } from '#lib/app/notebook/book-deps.ts'
import { PeersStore } from '#lib/app/peers/peers-store.ts'
import { verify } from '#lib/data/keys/keys.ts'
import { timeSlices } from '#lib/data/time-slices.ts'
import type { Source } from '#lib/ports/ports.ts'
import { DirectoryWorld } from '../devices/directory-world.ts'
import { peer } from './peer-stage.ts'

const dayMs = 86_400_000
const today = Date.now()
const world = new DirectoryWorld('xa-thu', today - 20 * dayMs)
const { unit } = world
const officer = world.phone('can-bo', 'officer')
const former = world.phone('cu', 'officer')
const lastDay = new Date(today - 5 * dayMs).toISOString().slice(0, 10)
world.facts.push(
  world.says(world.server, 'account-listed', 'account/cu', {
    account: 'cu',
    name: 'Người cũ',
    roles: ['officer'],
    until: { officer: lastDay }
  })
)
const known = world.known()
const tip = () =>
  officer.fact(unit, 'incidents', 'incidents.incident-reported', 'incident/mot', {
    category: 'theft',
    text: 'Mất xe'
  })
const emitting = <T>(value: T): Source<T> => ({
  subscribe(observer) {
    observer.next(value)
    return { unsubscribe() {} }
  }
})

/** A phone whose directory came from the server at `took`, with a record that waits. */
function phone(took: number, clock: { now(): number }) {
  const { peers } = peer(officer, unit)
  const directory = world.facts.map((fact) => ({ ...fact, took, sync: 'received', tries: 0 }))
  const store = {
    carry: peers.store.carry,
    inState: (sync: string) => emitting(sync === 'pending' ? [{ ...tip(), sync, tries: 0 }] : []),
    ofDevice: () => emitting([]),
    book: () => emitting(directory)
  }
  return new PeersStore({
    unit,
    account: officer.account,
    roles: ['officer'],
    verify,
    clock,
    sources: { directory: { byUnit: () => emitting(new Map([[unit, known]])) } },
    peers: async () => ({ ...peers, store }),
    whole: <T>(saving: Promise<T>) => saving,
    slices: timeSlices
  } as unknown as BookDeps)
}
const behind = () => today - 10 * dayMs

test('no book is opened that its receiver had left when the server last spoke, however late the clock here is', async () => {
  const opened = async (took: number) =>
    (await phone(took, { now: behind }).choose(former.account, 'unsent')).open.length
  expect(await opened(today - 7 * dayMs)).toBe(1)
  expect(await opened(today - dayMs)).toBe(0)
})
