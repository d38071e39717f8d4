import fc from 'fast-check'
import { expect, test } from 'vitest'
import { permissions } from '#lib/domain/facts.ts'
import { books, type Book } from '#lib/domain/roles.ts'
import { refuse, type Actor } from '#lib/domain/rules.ts'
import { asSealed, TestDevice } from '../../tests/facts.ts'
import { asFact, type CouchDocument } from './couch-document.ts'
import { fastValidatorOf } from './fast-validator.ts'
import { gatewayRole, refusalOf } from './refusal-of.ts'

const unit = 'xa-thu'
const home = { unit, book: 'gates' as Book }
const phone = new TestDevice('giu-cong')
const keeper = { name: 'giu-cong', roles: [`${unit}:keeper`, gatewayRole] }
const glance = new Function('doc', 'previous', 'user', `${fastValidatorOf(unit, 'gates')};return known`) as (
  doc: CouchDocument,
  previous: unknown,
  user: Actor
) => boolean
const note = (changes: object = {}) => asSealed(phone.note(unit, changes)) as unknown as CouchDocument

test('lets an honest note pass, with the _revisions that the embedded server adds', () => {
  expect(glance(note(), null, keeper)).toBe(true)
  expect(glance({ ...note(), _revisions: { start: 1, ids: ['a'] } }, null, keeper)).toBe(true)
  for (const reason of ['Xe lạ\r\n\tbiển 69X9-000.15 …', 'Nói: “Ự, Ễ – 50% \\ "đúng"”'])
    expect(glance(note({ body: { what: 'seen', reason, who: 'Sơn Thị Sa Rinh' } }), null, keeper)).toBe(true)
})

test('leaves the rest to the rule', () => {
  const doc = note()
  expect(glance(doc, doc, keeper)).toBe(false)
  expect(glance(doc, null, { ...keeper, name: 'nguoi-khac' })).toBe(false)
  expect(glance(doc, null, { ...keeper, roles: [`${unit}:ubnd`, gatewayRole] })).toBe(false)
  expect(glance(doc, null, { ...keeper, roles: [`${unit}:keeper`] })).toBe(false)
  for (const more of [
    { _rev: '1-a' },
    { _deleted: true },
    { _attachments: {} },
    { via: 'giu-cong' },
    { extra: 1 }
  ])
    expect(glance({ ...doc, ...more }, null, keeper)).toBe(false)
  for (const left of ['took', 'seal']) {
    const { [left]: _, ...unsealed } = doc
    expect(glance(unsealed as CouchDocument, null, keeper)).toBe(false)
    expect(refusalOf(unsealed as CouchDocument, null, keeper, home)).toEqual({
      code: 'malformed',
      at: 'seal'
    })
  }
})

/** Replaces one field of the document, or of its body, with another value. */
const changed = fc
  .tuple(
    fc.constantFrom(
      ...Object.keys(note()),
      'via',
      'extra',
      '_rev',
      '_deleted',
      'body.what',
      'body.reason',
      'body.who',
      'body.x'
    ),
    fc.oneof(
      fc.anything(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '',
        ' ',
        '\0',
        '\n',
        '\ud800',
        '😀',
        '2026-02-30T00:00:00.000Z',
        'gate/',
        'line/1',
        'gates',
        unit,
        'constructor'
      ),
      fc.string({ minLength: 1990, maxLength: 2010 }),
      // Letters and combining marks that are in NFC only in some orders.
      fc.string({
        unit: fc.constantFrom('o', '\u0302', '\u0309', '\u1ed5', '\u0340', '\u212b', '\u1f71', '\u17d2')
      }),
      fc.integer(),
      fc.double()
    )
  )
  .map(([path, value]): CouchDocument => {
    const doc = note()
    const [field, inner] = path.split('.') as [string, string?]
    if (inner) (doc[field] as Record<string, unknown>)[inner] = value
    else doc[field] = value
    return doc
  })

test('never passes what the rule refuses, whatever is changed', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        changed,
        fc.tuple(changed, changed).map(([a, b]) => ({ ...a, ...b }))
      ),
      (doc) => {
        if (glance(doc, null, keeper)) expect(refusalOf(doc, null, keeper, home)).toBeNull()
      }
    ),
    { numRuns: 5_000 }
  )
})

/** Inserts, removes or replaces one character of one text, to find checks that are too lenient. */
const misspelled = fc
  .tuple(
    fc.constantFrom('_id', 'stream', 'at', 'by', 'device', 'sig', 'seal', 'body.reason', 'body.who'),
    fc.nat(85),
    fc.constantFrom(0, 1),
    fc.oneof(
      fc.constantFrom(
        '',
        ...'-_.+/@*~!%\0\t\n\r\u007f\u009f\u00ad\u200b\u2026\u202a\u2066\u3000\u3164\ufeffgzGZ09af'
      ),
      fc.constantFrom(
        '\ud83d',
        '\ude00',
        '\uff10',
        '\u0130',
        '\u212a',
        'A\u030a',
        '--',
        '..',
        '%41',
        '%u0041'
      ),
      fc.string({ unit: 'binary', maxLength: 2 })
    )
  )
  .map(([path, at, over, put]): CouchDocument => {
    const doc = note()
    const [field, inner] = path.split('.') as [string, string?]
    const holder = (inner ? doc[field] : doc) as Record<string, string>
    const text = holder[inner ?? field]!
    const place = at % (text.length + 1)
    holder[inner ?? field] = text.slice(0, place) + put + text.slice(place + over)
    return doc
  })

test('never passes what the rule refuses, whatever character is another', () => {
  let passed = 0
  fc.assert(
    fc.property(misspelled, (doc) => {
      const author = { ...keeper, name: String(doc['by']) }
      if (!glance(doc, null, author)) return
      passed++
      expect(refusalOf(doc, null, author, home)).toBeNull()
    }),
    { numRuns: 20_000 }
  )
  // Otherwise the property would be tested on too few documents.
  expect(passed).toBeGreaterThan(1_000)
})

test('what a phone heard of a command passes at a glance; only an agent reports', () => {
  const command = note()._id
  const fact = (type: string, body: object) =>
    asSealed(phone.fact(unit, 'gates', type, 'gate/cong-1b', body)) as unknown as CouchDocument
  const attempt = { command, action: 'CLOSE', outcome: 'completed' }
  const attempted = (more: object = {}) => fact('gates.command-attempted', { ...attempt, ...more })
  const report = fact('gates.event-reported', { kind: 'completed', source: 'app' })
  expect(glance(attempted(), null, keeper)).toBe(true)
  for (const wrong of [
    { action: 'TOGGLE' },
    { outcome: 'sent' },
    { command: 'x' },
    { reason: ' ' },
    { x: 1 }
  ]) {
    expect(glance(attempted(wrong), null, keeper)).toBe(false)
    expect(refuse(asFact(attempted(wrong)), null, keeper, home)).toMatchObject({ code: 'malformed' })
  }
  const agent = { ...keeper, roles: [`${unit}:agent`, gatewayRole] }
  expect([glance(report, null, agent), glance(report, null, keeper)]).toEqual([true, false])
  expect(glance(attempted(), null, agent)).toBe(false)
})

test.each(books)('is JavaScript for the book %s', (book) => {
  expect(() => new Function(fastValidatorOf(unit, book))).not.toThrow()
})

test('knows nothing of a body that is asked for more than its fields: a description of nothing', () => {
  const doc = asSealed(phone.fact(unit, 'duty', 'duty.description-given', 'alarm/a', {}))
  const knows = new Function('doc', 'previous', 'user', `${fastValidatorOf(unit, 'duty')};return known`)
  expect(refuse(asFact(doc as never), null, keeper, { unit, book: 'duty' })).toMatchObject({
    code: 'malformed'
  })
  expect(knows(doc, null, keeper)).toBe(false)
})

test('knows the busy types: a type of fact that falls out of it slows every server down', () => {
  expect(permissions['gates.note-written'].book).toBe('gates')
  const happened = ['closed', 'opened', 'seen', 'fault', 'other'].map((what) =>
    note({ body: { what, reason: 'a', who: 'b' } })
  )
  for (const doc of happened) expect(glance(doc, null, keeper)).toBe(true)
})
