import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalString } from '../../canonical.ts'
import { certifiedId } from '../../certified-id.ts'
import type { Envelope } from '../../fact.ts'
import { bytesOfBase64, base64UrlOf } from './base64url.ts'
import { packContents, unpackContents } from './contents.ts'
import { mostPackedBytes } from './pack-facts.ts'

const unit = 'xa-thu'
const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((some) => base64UrlOf(some))
const ms = fc.integer({ min: 0, max: 2 ** 47 })
const isoTime = fc
  .integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 })
  .map((at) => new Date(at).toISOString())
const day = isoTime.map((text) => text.slice(0, 10))
const recordId = fc
  .record({ at: ms, n: fc.nat(9) })
  .map(({ at, n }) => certifiedId({ unit, book: 'hui', device: 'D', n }, at))
const text = fc.string({ unit: 'grapheme', maxLength: 20 })
const leaf = fc.oneof(
  text,
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.constant(null),
  day,
  isoTime,
  recordId,
  fc.constantFrom('T', 'i', '__proto__', '', '2026-02-30', '2026-11-24T25:00:00.000Z', 'Tăng Mỹ Huệ 🎋')
)
const key = fc.oneof(
  fc.constantFrom('amount', 'on', 'said', '__proto__', 'constructor', '', 'khóa'),
  fc.string({ maxLength: 5 })
)
const value = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('any'), { maxLength: 4 }), tie('object')),
  object: fc
    .array(fc.tuple(key, tie('any')), { maxLength: 5 })
    .map((members) => Object.fromEntries(members) as Record<string, unknown>)
})).object
const author = fc.constantFrom(
  { by: 'ph-truc', device: 'A'.repeat(43) },
  { by: 'ph-cong1b', device: base64UrlOf(Uint8Array.from({ length: 32 }, (_, i) => 7 * i)) }
)
const subject = fc.oneof(recordId, fc.constantFrom('cong-1b', '2026-11-24', '7', 'A_.-'))
/** Facts as a phone may hold them, whatever their types: they need not be of this build. */
const someFact = fc
  .record({
    author,
    at: isoTime,
    recorded: ms,
    n: fc.integer({ min: 1, max: 2 ** 40 }),
    book: fc.constantFrom('hui', 'gates', 'movement'),
    type: fc.constantFrom('hui.contribution-received', 'gates.note-written', 'hui.of-tomorrow'),
    kind: fc.constantFrom('line', 'gate'),
    subject,
    body: value,
    sig: bytes(64)
  })
  .map(({ author, recorded, kind, subject, body, ...own }): Envelope => {
    // No phone reads such keys of a body, so that nobody has signed any.
    const { __proto__: _, constructor: _c, prototype: _p, ...rest } = Object.assign(Object.create(null), body)
    const fact = { ...author, ...own, body: { ...rest }, unit, stream: `${kind}/${subject}` }
    return { id: certifiedId(fact, recorded), ...fact }
  })
const box = fc
  .record({
    key: bytes(32),
    enc: fc.uint8Array({ minLength: 65, maxLength: 65 }),
    sealed: fc.uint8Array({ minLength: 1 }),
    device: bytes(32),
    sig: bytes(64)
  })
  .map(({ enc, sealed, ...box }) => ({ unit, ...box, enc: base64Of(enc), sealed: base64Of(sealed) }))
const base64Of = (some: Uint8Array) => Buffer.from(some).toString('base64')

/** Returns the part of a fact that must arrive: all that was signed, and the signature. */
const signedText = (fact: Envelope) => `${canonicalString(fact)} ${fact.sig}`

describe('the contents of a bundle', () => {
  test('arrive as they were signed, whatever the facts say', () => {
    fc.assert(
      fc.property(fc.array(someFact, { maxLength: 12 }), fc.array(box, { maxLength: 3 }), (facts, boxes) => {
        const arrived = unpackContents(unit, packContents({ facts, boxes }))!
        expect(arrived.facts.map(signedText).sort()).toEqual(facts.map(signedText).sort())
        expect(arrived.boxes).toEqual(boxes)
      }),
      { numRuns: 500 }
    )
  })

  test('take no more bytes than each fact was said to take at most', () => {
    fc.assert(
      fc.property(fc.array(someFact, { minLength: 1, maxLength: 12 }), (facts) => {
        const most = facts.reduce((sum, fact) => sum + mostPackedBytes(fact), 0)
        expect(packContents({ facts, boxes: [] }).length).toBeLessThanOrEqual(most)
      }),
      { numRuns: 500 }
    )
  })

  test('of another unit bear other ids, so that no signature is right', () => {
    fc.assert(
      fc.property(someFact, (fact) => {
        const arrived = unpackContents('xa-khac', packContents({ facts: [fact], boxes: [] }))!
        expect(arrived.facts[0]!.id).not.toBe(fact.id)
      })
    )
  })

  test('are null, and nothing else, where bytes were changed into what nobody writes', () => {
    fc.assert(
      fc.property(
        fc.array(someFact, { minLength: 1, maxLength: 5 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        fc.option(fc.nat()),
        (facts, changes, cut) => {
          const whole = packContents({ facts, boxes: [] })
          for (const [at, byte] of changes) whole[at % whole.length] = byte
          const arrived = unpackContents(unit, cut === null ? whole : whole.slice(0, cut % whole.length))
          for (const fact of arrived?.facts ?? []) expect(bytesOfBase64(fact.sig)).toHaveLength(64)
        }
      ),
      { numRuns: 3_000 }
    )
  })
})
