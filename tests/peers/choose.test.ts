import { expect, test } from 'vitest'
import { chooseFacts } from '#lib/app/peers/choose.ts'
import { timeSlices } from '#lib/data/time-slices.ts'
import { bundleLimits } from '#lib/domain/peers/bundle/limits.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import type { Role } from '#lib/domain/roles.ts'
import { damagedType, type StoredFact, type SyncState } from '#lib/domain/stored.ts'
import type { Store, WorkSlices } from '#lib/ports/ports.ts'
import { DirectoryWorld } from '../devices/directory-world.ts'
import { TestDevice } from '../facts.ts'

const world = new DirectoryWorld()
const { unit, server } = world
const officer = world.phone('can-bo', 'officer')
const keeper = world.phone('giu-cong', 'keeper')
world.phone('ban', 'officer')
world.facts.push(
  world.says(server, 'sealing-key-set', `unit/${unit}`, { key: new TestDevice('niem-phong').publicKey })
)
const now = Date.now()
const dayMs = 86_400_000
const tip = (forged: Parameters<TestDevice['fact']>[5] = {}) => {
  const body = { category: 'theft', text: 'Mất xe' }
  return officer.fact(unit, 'incidents', 'incidents.incident-reported', 'incident/mot', body, forged)
}
const lying = (fact: ReturnType<typeof tip>, sync: SyncState): StoredFact => ({ ...fact, sync, tries: 0 })

function chosen(
  to: string,
  choice: 'unsent' | 'recent',
  facts: readonly StoredFact[],
  roles: Role[] = ['officer'],
  handed: ReadonlySet<string> = new Set(),
  slices: () => WorkSlices = timeSlices
) {
  return choiceBy(world.known(), to, choice, facts, roles, handed, slices)
}
function choiceBy(
  known: Directory,
  to: string,
  choice: 'unsent' | 'recent',
  facts: readonly StoredFact[],
  roles: Role[],
  handed: ReadonlySet<string> = new Set(),
  slices: () => WorkSlices = timeSlices
) {
  const some = (fits: (fact: StoredFact) => boolean) => ({
    subscribe(observer: { next(value: StoredFact[]): void }) {
      observer.next(facts.filter(fits))
      return { unsubscribe() {} }
    }
  })
  const store: Pick<Store, 'inState' | 'ofDevice' | 'book'> = {
    book: (book) => some((fact) => fact.book === book),
    inState: (sync) => some((fact) => fact.sync === sync),
    ofDevice: (book, device, isMeant = () => true) =>
      some((fact) => fact.book === book && fact.device === device && isMeant(fact))
  }
  return chooseFacts(to, choice, { unit, roles, known, store, now, handed, slices })
}
const ids = (facts: readonly { id: string }[]) => facts.map(({ id }) => id)

test('what waits and what is carried goes along, as it was signed; what was sent, or an enrolment, does not', async () => {
  const [own, carried, sent] = [
    lying(tip(), 'pending'),
    lying(keeper.note(unit), 'carried'),
    lying(tip(), 'sent')
  ]
  const damaged = { ...lying(tip(), 'pending'), type: damagedType }
  const refused = lying(tip(), 'refused')
  const all = [own, carried, sent, damaged, refused, lying(officer.enrolment(unit), 'pending')]
  const sealedBefore = { ...own, took: 5, seal: 'A'.repeat(43), via: 'ban' }
  const { open, sealed, left } = await chosen('ban', 'unsent', [sealedBefore, ...all.slice(1)])
  const { sync: _, tries: _t, ...signed } = own
  expect(open).toContainEqual(signed)
  expect(ids(open).sort()).toEqual([own.id, carried.id].sort())
  expect([sealed.length, left]).toEqual([0, 0])
})

test('a book that its receiver does not read on every phone of theirs travels sealed', async () => {
  const [secret, note] = [lying(tip(), 'pending'), lying(keeper.note(unit), 'pending')]
  const forKeeper = await chosen('giu-cong', 'unsent', [secret, note])
  expect([ids(forKeeper.open), ids(forKeeper.sealed)]).toEqual([[note.id], [secret.id]])
  const second = new TestDevice('ban')
  const lesser = [second.enrolment(unit), world.approval(server, second, ['keeper'])]
  const forBoth = await choiceBy(world.known(...lesser), 'ban', 'unsent', [secret], ['officer'])
  expect([ids(forBoth.open), ids(forBoth.sealed)]).toEqual([[], [secret.id]])
  const nobody = await chosen('khong-co', 'unsent', [secret, note])
  expect([nobody.open.length, nobody.sealed.length]).toEqual([0, 2])
})

test('the last days of what both read go along, and never what the giver reads no more', async () => {
  const recent = lying(tip({ ms: now - 2 * dayMs }), 'received')
  const old = lying(tip({ ms: now - 8 * dayMs }), 'received')
  const note = lying(keeper.note(unit, { ms: now - dayMs }), 'sent')
  const waits = lying(tip({ ms: now - 30 * dayMs }), 'pending')
  const all = [recent, old, note, waits]
  expect(ids((await chosen('ban', 'recent', all)).open)).toEqual([waits.id, recent.id, note.id])
  const forKeeper = await chosen('giu-cong', 'recent', all)
  expect([ids(forKeeper.open), ids(forKeeper.sealed)]).toEqual([[note.id], [waits.id]])
  expect(ids((await chosen('ban', 'recent', all, ['keeper'])).open)).toEqual([waits.id, note.id])
})

test('no more than a bundle holds goes along, the oldest first, and the rest is counted', async () => {
  const many = Array.from({ length: bundleLimits.facts }, () => lying(keeper.note(unit), 'pending'))
  const more = [...many, ...Array.from({ length: 7 }, () => lying(keeper.note(unit), 'carried'))]
  const { open, left } = await chosen('ban', 'unsent', more)
  expect([open.length, left]).toEqual([bundleLimits.facts, 7])
  const long = Array.from({ length: 200 }, (_, i) =>
    lying(
      officer.fact(unit, 'hui', 'hui.of-tomorrow', 'line/mot', { text: `${i}${'ữ'.repeat(20_000)}` }),
      'pending'
    )
  )
  const cut = await chosen('ban', 'unsent', long)
  expect(cut.open.length + cut.left).toBe(200)
  expect(cut.open.length).toBeLessThan(100)
})

test('who was approved and revoked goes along, the newest first, as far as the server has it', async () => {
  const gone = world.phone('bi-dung', 'officer')
  const [old, revoked] = [
    lying(world.approval(world.commander, gone, ['officer'], { ms: now - 2 * dayMs }), 'received'),
    lying(world.revocation(world.commander, gone), 'received')
  ]
  const waiting = lying(world.revocation(world.commander, keeper), 'pending')
  const listed = lying(
    world.says(server, 'unit-named', `unit/${unit}`, { name: 'Thử', kind: 'xã' }),
    'received'
  )
  const all = [old, revoked, waiting, listed, lying(tip(), 'pending')]
  const { chain, open, left } = await chosen('ban', 'unsent', all)
  expect(ids(chain)).toEqual([revoked.id, old.id])
  expect(chain[0]).not.toHaveProperty('sync')
  expect([open.length, left]).toEqual([2, 0])
  const many = Array.from({ length: 310 }, () => lying(world.revocation(world.commander, gone), 'received'))
  expect((await chosen('ban', 'unsent', many)).chain).toHaveLength(300)
  expect((await chosen('khong-co', 'unsent', all)).chain).toEqual([])
})

test('what an account was handed already goes last, so that what did not fit goes next', async () => {
  const all = Array.from({ length: bundleLimits.facts + 2 }, () => lying(keeper.note(unit), 'pending'))
  const first = await chosen('ban', 'unsent', all)
  expect(first.left).toBe(2)
  const handed = new Set(ids(first.open))
  const next = await chosen('ban', 'unsent', all, ['officer'], handed)
  expect(ids(next.open).slice(0, 2)).toEqual(ids(all).sort().slice(-2))
})

test('thousands of records are looked through in slices, between which the screen has its turn', async () => {
  const facts = Array.from({ length: 40 }, () => lying(tip(), 'pending'))
  let turns = 0
  const slices = () => ({ isOver: true, next: async () => void turns++ })
  const { open } = await chosen('ban', 'unsent', facts, ['officer'], new Set(), slices)
  expect(open).toHaveLength(40)
  expect(turns).toBeGreaterThanOrEqual(2 * 40)
})
