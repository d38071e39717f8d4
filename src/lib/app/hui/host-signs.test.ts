import { expect, test, vi } from 'vitest'
import { numberedId, said, TestStream } from '../../../../tests/hui/test-line.ts'
import { host, lineOf } from '../../../../tests/hui/watched-lines.ts'
import * as warning from '#lib/domain/hui/warning/warnings.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Draft } from '../notebook/record.ts'
import { HostSigns, isAnyRaised } from './host-signs.ts'
import type { HuiLine } from './hui-line.svelte.ts'

vi.mock(import('#lib/domain/hui/warning/warnings.ts'), { spy: true })
const computed = () => vi.mocked(warning.hostWarnings).mock.calls.length

const today = '2026-02-28'
const ofHost = `person/${host}`

/** The hour at which somebody looks, after all that is recorded of the line. */
const now = { at: `${today}T02:00:00.000Z` }

/** The register of notices as long as it has not been read. */
const register = { arrived: false, lines: [] }

/** A host with one line of which three pots were handed over late, and what is recorded about her. */
function lateHost() {
  const line = lineOf(12, { host })
  for (const k of [1, 2, 3]) {
    line.round(k, k + 1, 100)
    line.pay(k, 12, 1_000)
    line.hand(k, 500, { to: line.holder(k + 1) })
  }
  const about = new TestStream(ofHost)
  const kept = { state: line.state, line: line.facts as StoredFact[], about: about.facts as StoredFact[] }
  const book = {
    linesOfHost: (id: string) => (id === host ? [line.outline] : []),
    line: () => ({ arrived: true, state: kept.state, facts: kept.line }) as unknown as HuiLine,
    people: new Map(),
    remarks: { all: { byPerson: new Map(), same: new Map() }, idsOf: (id: string) => [id] },
    recordsAbout: () => kept.about
  }
  /** As the store returns them anew. */
  const write: typeof about.write = (...args) => {
    const fact = about.write(...args)
    kept.about = [...about.facts] as StoredFact[]
    return fact
  }
  return { book, write }
}

function signs(ok = true) {
  const recorded: Draft[] = []
  const parts = {
    unit: 'phuong-lang-tron',
    account: 'lt-truong',
    clock: {
      now: () => Date.parse(`${today}T08:00:00Z`),
      offset: 0,
      random: (n: number) => new Uint8Array(n)
    },
    record: async (draft: Draft) => {
      recorded.push(draft)
      return ok ? { ok, fact: {} } : { ok, refusal: { code: 'storage-full' } }
    }
  }
  return { store: new HostSigns(parts as unknown as ConstructorParameters<typeof HostSigns>[0]), recorded }
}

const look = (other: object = {}) =>
  ({ on: today, said, indicator: 'R14', level: 'red', outcome: 'followed', ...other }) as const

test('computes nothing before a page asks, and once for the same records and day', () => {
  const { book, write } = lateHost()
  const before = computed()
  const { store } = signs()
  expect(computed()).toBe(before)
  const first = store.of(host, today, book, register)
  expect(store.of(host, today, book, register)).toBe(first)
  expect(computed()).toBe(before + 1)
  write('hui.score-viewed', { on: today })
  expect(store.of(host, today, book, register)).not.toBe(first)
  expect(store.of(host, '2026-03-01', book, register)).not.toBe(first)
})

test('shows at most three signs with the numbers that they come from', () => {
  const { book } = lateHost()
  const found = signs().store.of(host, today, book, register)!
  expect(found.all).toHaveLength(22)
  expect(found.foremost.length).toBeLessThanOrEqual(3)
  expect(found.foremost[0]).toMatchObject({ id: 'R14', level: 'red', inputs: { late: 3, pots: 3 } })
  expect(isAnyRaised(found)).toBe(true)
})

test('a person who hosts no line has no signs', () => {
  expect(signs().store.of(numberedId(1), today, lateHost().book, register)).toBeNull()
})

test('a look takes a sign out of the first ones, a look at a lighter one does not', () => {
  const { book, write } = lateHost()
  const { store } = signs()
  write('hui.flag-reviewed', look({ level: 'amber' }), now)
  expect(store.of(host, today, book, register)!.foremost[0]).toMatchObject({ id: 'R14', isReviewed: false })
  const { id } = write('hui.flag-reviewed', look(), now)
  const found = store.of(host, today, book, register)!
  expect(found.foremost.map((sign) => sign.id)).not.toContain('R14')
  expect(found.reviewed).toMatchObject([{ id: 'R14', isReviewed: true, review: { id } }])
})

test('a sign that was explained is no reason to contact a family; one that is followed still is', () => {
  const { book, write } = lateHost()
  const { store } = signs()
  const before = store.of(host, today, book, register)!
  expect(before.contact).toBe(true)
  const raised = before.all.filter(({ level }) => level === 'amber' || level === 'red')
  for (const { id, level } of raised) write('hui.flag-reviewed', look({ indicator: id, level }), now)
  expect(store.of(host, today, book, register)!).toMatchObject({ contact: true, foremost: [] })
  for (const { id, level } of raised)
    write('hui.flag-reviewed', look({ indicator: id, level, outcome: 'explained' }), now)
  expect(store.of(host, today, book, register)!).toMatchObject({ contact: false, atOnce: false })
})

test('a look that was written before there was a sign covers nothing that comes', () => {
  const { book, write } = lateHost()
  const { store } = signs()
  // At red, before the line's first pot was late.
  write('hui.flag-reviewed', look({ outcome: 'checked-fine' }), { at: '2026-01-01T00:00:00.000Z' })
  const found = store.of(host, today, book, register)!
  expect(found.all.find(({ id }) => id === 'R14')).toMatchObject({ level: 'red', isReviewed: false })
  expect(found.foremost[0]!.id).toBe('R14')
  write('hui.flag-reviewed', look({ outcome: 'checked-fine' }), now)
  const later = store.of(host, today, book, register)!
  expect(later.all.find(({ id }) => id === 'R14')!.isReviewed).toBe(true)
})

test('records a look with its level and clean words, and leaves out an empty note', async () => {
  const { book } = lateHost()
  const { store, recorded } = signs()
  const [sign] = store.of(host, today, book, register)!.foremost
  await store.review(host, sign!, today, { source: 'paper', outcome: 'explained', note: ' Đủ\u0000 chữ ký ' })
  await store.review(host, sign!, today, { source: 'paper', outcome: 'followed', note: ' ' })
  const body = { on: today, said: { by: 'host', how: 'paper' }, indicator: 'R14', level: 'red' }
  expect(recorded).toEqual([
    {
      unit: 'phuong-lang-tron',
      book: 'hui',
      stream: ofHost,
      type: 'hui.flag-reviewed',
      body: { ...body, outcome: 'explained', note: 'Đủ chữ ký' }
    },
    expect.objectContaining({ body: { ...body, outcome: 'followed' } })
  ])
  const quiet = store.of(host, today, book, register)!.all.find(({ level }) => level === 'none')!
  expect(() => store.review(host, quiet, today, { source: 'host', outcome: 'followed', note: '' })).toThrow(
    'nothing to look at'
  )
})

test('records an opening once a day and account, however often the page is drawn', async () => {
  const { book, write } = lateHost()
  const { store, recorded } = signs()
  await Promise.all([1, 2, 3].map(() => store.noteView(host, today, book)))
  expect(recorded).toMatchObject([{ stream: ofHost, type: 'hui.score-viewed', body: { on: today } }])
  write('hui.score-viewed', { on: today })
  const later = signs()
  await later.store.noteView(host, today, book)
  expect(later.recorded).toEqual([])
  await later.store.noteView(host, '2026-03-01', book)
  expect(later.recorded).toHaveLength(1)
})

test('an opening that could not be kept is tried again', async () => {
  const { book } = lateHost()
  const { store, recorded } = signs(false)
  await store.noteView(host, today, book)
  await store.noteView(host, today, book)
  expect(recorded).toHaveLength(2)
})
