import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberedId, said, TestStream } from '../../../../tests/hui/test-line.ts'
import { reviewedLevels, reviewOutcomes } from './facts/warning.ts'
import { coversLevel, isSettled, isViewed, reviewsOf, seenBy } from './reviews.ts'
import { indicatorIds } from './facts/warning.ts'

const on = '2026-06-15'
const ofHost = () => new TestStream(`person/${numberedId(999)}`)
const look = (other: object = {}) =>
  ({ on, said, indicator: 'R14', level: 'amber', outcome: 'explained', ...other }) as const

test('the last look at each sign stands, with who looked and when', () => {
  const host = ofHost()
  host.write('hui.person-described', { name: 'Tăng Mỹ Huệ' })
  host.write('hui.flag-reviewed', look({ outcome: 'followed', note: 'Chờ giấy' }))
  host.write('hui.flag-reviewed', look({ indicator: 'R13', level: 'red' }))
  const last = host.write('hui.flag-reviewed', look({ level: 'red' }), { by: 'lt-truc' })
  const reviews = reviewsOf(host.facts)
  expect([...reviews.keys()]).toEqual(['R13', 'R14'])
  expect(reviews.get('R14')).toEqual({ id: last.id, by: 'lt-truc', at: last.at, ...look({ level: 'red' }) })
})

test('a look of a time to come does not count, and is of when the server took it', () => {
  const host = ofHost()
  const at = '2027-01-01T00:00:00.000Z'
  host.write('hui.flag-reviewed', look(), { at })
  expect(reviewsOf(host.facts, Date.UTC(2026, 6, 1)).size).toBe(0)
  const took = Date.UTC(2026, 5, 1)
  const [sealed] = host.facts.map((fact) => ({ ...fact, took }))
  expect(reviewsOf([sealed!], Date.UTC(2026, 6, 1)).get('R14')!.at).toBe(new Date(took).toISOString())
})

test('a look covers no more than there was to see when it was written', () => {
  const written = reviewsOf([ofHost().write('hui.flag-reviewed', look({ level: 'red' }))]).get('R14')!
  for (const [then, covers] of [
    ['red', ['red', 'amber']],
    ['amber', ['amber']],
    ['none', []],
    ['too-few', []],
    ['not-computable', []]
  ] as const)
    expect(reviewedLevels.filter((level) => isSettled(seenBy(written, then), level)).toSorted()).toEqual(
      covers.toSorted()
    )
})

test('what the server refused does not count', () => {
  const host = ofHost()
  const refused = { ...host.write('hui.flag-reviewed', look()), sync: 'refused' } as const
  const viewed = { ...host.write('hui.score-viewed', { on }), sync: 'refused' } as const
  expect(reviewsOf([refused]).size).toBe(0)
  expect(isViewed([viewed], 'lt-truong', on)).toBe(false)
})

test('a look covers the level it saw, and a rise from amber to red asks anew', () => {
  const [amber, red] = [look(), look({ level: 'red' })]
  expect(coversLevel(amber, 'amber')).toBe(true)
  expect(coversLevel(amber, 'red')).toBe(false)
  expect(coversLevel(red, 'amber')).toBe(true)
  expect(coversLevel(red, 'red')).toBe(true)
  expect(coversLevel(undefined, 'amber')).toBe(false)
})

test('only what was found fine or explained counts for no further step', () => {
  const settled = reviewOutcomes.filter((outcome) => isSettled(look({ outcome }), 'amber'))
  expect(settled).toEqual(['checked-fine', 'explained'])
  expect(isSettled(look(), 'red')).toBe(false)
})

test('a view counts for its own account and day', () => {
  const host = ofHost()
  host.write('hui.score-viewed', { on })
  expect(isViewed(host.facts, 'lt-truong', on)).toBe(true)
  expect(isViewed(host.facts, 'lt-truc', on)).toBe(false)
  expect(isViewed(host.facts, 'lt-truong', '2026-06-16')).toBe(false)
})

test('the order in which looks arrive does not matter, nor does one heard twice', () => {
  const looks = fc.array(
    fc.record({
      indicator: fc.constantFrom(...indicatorIds.slice(0, 4)),
      level: fc.constantFrom(...reviewedLevels),
      outcome: fc.constantFrom(...reviewOutcomes),
      device: fc.constantFrom('a', 'b', 'c')
    }),
    { maxLength: 12 }
  )
  fc.assert(
    fc.property(looks, fc.func(fc.nat(1_000)), (looks, key) => {
      const host = ofHost()
      for (const { device, ...other } of looks)
        host.write('hui.flag-reviewed', look(other), { device: device.repeat(43) })
      const mixed = [...host.facts, ...host.facts.slice(0, 3)].sort((a, b) => key(a.id) - key(b.id))
      expect([...reviewsOf(mixed)]).toEqual([...reviewsOf(host.facts)])
    })
  )
})
