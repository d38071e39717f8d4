import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../../tests/devices/directory-world.ts'
import { agreement, dayOf, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import type { Envelope } from '../../fact.ts'
import type { StoredFact } from '../../stored.ts'
import { entriesOf } from '../entries.ts'
import { line } from '../line.ts'
import { foldedOutline } from '../outline.ts'
import { lineTypes } from '../stream.ts'
import { isInAnothersOwn, lineKeeper } from './own-line.ts'
import { isOwnId, ownId } from './own-record.ts'

const late = Date.UTC(2100, 0, 1)
const host = 'ch-mot'
const unit = 'phuong-lang-tron'
const stream = `line/${ownId({ unit, by: host }, 1_000)}`
const officer = { by: 'can-bo', device: 'o'.repeat(43) }
const hers = { by: host, via: 'can-bo' }
/** Sets each record of a test's book into the host's own line, those of others under their names. */
const handedIn = (book: TestLine): StoredFact[] =>
  book.facts.map((fact) => {
    const author = fact.by === officer.by ? {} : hers
    return { sync: 'received', tries: 0, ...fact, ...author, stream } as StoredFact
  })
const isHers = ({ by }: Envelope) => by === host

/** A host's line of four: one round with a payment and its receipt. */
function herBook() {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'half' } }))
  const round = book.round(1, 1, 100)
  const paid = book.pay(1, 2, 900)
  book.issue(paid)
  return { book, round, paid }
}

/** Holds what somebody else could say against it, a record of each kind that changes numbers. */
function contradicted() {
  const { book, round, paid } = herBook()
  const says = (type: string, body: object, more: object = {}) =>
    book.write(type as 'hui.entry-reversed', body as never, { ...officer, ...more })
  const told = { on: dayOf(1), said: { by: 'officer', how: 'seen' } }
  says('hui.line-agreed', agreement(3, 5_000), { took: 1 })
  for (const entry of [round.id, paid.id]) {
    says('hui.entry-reversed', { entry, reason: 'Ghi nhầm' })
    says('hui.entry-denied', { ...told, entry, reason: 'Tôi chưa đóng' })
    says('hui.entry-confirmed', { ...told, entry, another: true })
  }
  says('hui.terms-amended', { ...told, fromRound: 1, changes: { face: 2_000 }, reason: 'Ghi nhầm' })
  book.round(1, 2, 200, {}, officer)
  book.round(2, 2, 100, {}, officer)
  book.pay(1, 3, 900, {}, officer)
  book.cover(1, 4, 900, {}, officer)
  book.hand(1, 100, {}, officer)
  book.stop(dayOf(1), officer)
  for (const type of lineTypes) says(type, { ...told, k: 1, entry: paid.id, number: 'LT-4827HK-000099' })
  says('hui.newer-than-this', { ...told })
  // She goes on afterwards.
  book.pay(1, 3, 900)
  return book
}

test('nobody else’s record in a host’s own line changes what it says, in whatever order they arrive', () => {
  const facts = handedIn(contradicted())
  const own = line(facts.filter(isHers), late)!
  expect(own).toMatchObject({ rounds: [{ k: 1, taker: 1, paid: 1_800 }], doubts: [], newer: [] })
  const foreign = facts.filter((fact) => !isHers(fact)).map(({ id }) => id)
  expect(foreign).toHaveLength(45)
  for (const arrived of [facts, facts.toReversed()]) {
    const { doubts, ...state } = line(arrived, late)!
    const { doubts: none, ...expected } = own
    expect(state).toEqual(expected)
    expect(none).toEqual([])
    expect(new Set(doubts.map(({ id }) => id))).toEqual(new Set(foreign))
    expect(new Set(doubts.map(({ why }) => why))).toEqual(new Set(['not-by-host']))
  }
})

test('all of it is shown, and neither reverses, answers nor may be reversed', () => {
  const facts = handedIn(contradicted())
  const entries = entriesOf(facts, line(facts, late))
  expect(entries).toHaveLength(facts.length)
  for (const { fact, reversed, answers, reversible, doubt } of entries) {
    expect({ id: fact.id, reversed, answers }).toEqual({ id: fact.id, reversed: null, answers: [] })
    if (!isHers(fact)) expect([reversible, doubt]).toEqual([false, 'not-by-host'])
  }
})

test('it stays hers in lists, though another opening was there first', () => {
  const facts = handedIn(contradicted())
  const { state } = foldedOutline(facts, late)
  expect(state).toMatchObject({ terms: { n: 4, face: 1_000 }, opening: { by: host } })
  expect(isOwnId(state!.id, state!.opening)).toBe(true)
  const before = facts.filter((fact) => !isHers(fact) || fact.type !== 'hui.line-agreed')
  const coming = facts.map((fact) => (isHers(fact) ? { ...fact, took: late + 1, at: '2101-01-01' } : fact))
  expect(line([...coming, ...before], late)).toBeNull()
})

test('her own correction counts, and so does whatever officers correct in a line of the commune’s', () => {
  const { book, round } = herBook()
  book.reverse(round.id)
  expect(line(handedIn(book), late)!.rounds).toEqual([])
  const other = herBook()
  other.book.reverse(other.round.id, officer)
  expect(lineKeeper(other.book.facts)).toBeNull()
  expect(other.book.state.rounds).toEqual([])
})

test('by the directory alone it is known whose line it is, and nobody else may write there', () => {
  const world = new DirectoryWorld()
  const one = world.phone('ch-mot', 'host')
  const police = world.phone('can-bo', 'officer')
  const own = ownId({ unit: world.unit, by: one.account }, 1_000)
  const reversed = { entry: one.note(world.unit).id, reason: 'Ghi nhầm' }
  const known = world.known()
  const asks = (who: typeof one, type: string, subject: string, book = 'hui') =>
    isInAnothersOwn(who.fact(world.unit, book, type, subject, reversed), known)
  expect(asks(police, 'hui.entry-reversed', `line/${own}`)).toBe(true)
  expect(asks(police, 'hui.of-a-later-build', `line/${own}`)).toBe(true)
  expect(asks(police, 'hui.person-described', `person/${own}`)).toBe(true)
  expect(asks(police, 'hui.persons-same', `person/${own}`)).toBe(false)
  expect(asks(police, 'notices.line-listed', `line/${own}`, 'notices')).toBe(false)
  expect(asks(one, 'hui.entry-reversed', `line/${own}`)).toBe(false)
  expect(asks(police, 'hui.entry-reversed', `line/${police.note(world.unit).id}`)).toBe(false)
  expect(asks(police, 'hui.entry-reversed', 'line/ai')).toBe(false)
  const fact = police.fact(world.unit, 'hui', 'hui.round-held', 'line/ai', reversed)
  const others = Array.from({ length: 1_200 }, (_, i) => `line/${numberedId(i)}`)
  expect(others.filter((line) => isInAnothersOwn({ ...fact, stream: line }, known))).toEqual([])
  expect(asks(police, 'hui.entry-reversed', `line/${own}`)).toBe(true)
})

test('a host stays one for her line once her role has ended', () => {
  const world = new DirectoryWorld()
  const one = world.phone('ch-mot', 'host')
  const police = world.phone('can-bo', 'officer')
  const own = ownId({ unit: world.unit, by: one.account }, 1_000)
  const gone = world.known(world.revocation(world.commander, one))
  const fact = police.fact(world.unit, 'hui', 'hui.line-stopped', `line/${own}`, {})
  expect(isInAnothersOwn(fact, gone)).toBe(true)
})
