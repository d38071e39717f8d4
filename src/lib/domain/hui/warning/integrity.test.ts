import { expect, test } from 'vitest'
import { dayOf } from '../../../../../tests/hui/test-line.ts'
import { found, level, lineOf, range } from '../../../../../tests/hui/watched-lines.ts'

/** A closed round and as many entries in all, of which some were recorded weeks later with an earlier day. */
function entered(backDated: number, all: number, at = '2026-01-20T00:00:00.000Z') {
  const line = lineOf(100, { commission: { kind: 'none' } })
  line.round(1, 100, 0, { collected: true })
  line.hand(1, 99_000)
  const on = dayOf(0)
  for (const part of range(1, all - 2))
    line.pay(1, part, 1_000, { on }, part <= all - 2 - backDated ? {} : { at })
  return line
}

test('R22: above 2 % entries changed late are amber, above 5 % red; below fifty too few', () => {
  expect(level('R22', [entered(1, 50)])).toBe('none')
  expect(level('R22', [entered(2, 50)])).toBe('amber')
  expect(level('R22', [entered(3, 60)])).toBe('amber')
  expect(level('R22', [entered(4, 60)])).toBe('red')
  expect(level('R22', [entered(9, 49)])).toBe('too-few')
})

test('R22: a week of grace; a payment of a later day is no change; a late reversal is one', () => {
  expect(found('R22', [entered(4, 60, '2026-01-08T23:00:00.000Z')]).inputs['changed']).toBe(0)
  expect(found('R22', [entered(4, 60, '2026-01-09T00:00:00.000Z')]).inputs['changed']).toBe(4)
  const line = entered(0, 50)
  line.pay(1, 60, 1_000, { on: dayOf(19) }, { at: '2026-01-20T00:00:00.000Z' })
  expect(found('R22', [line]).inputs['changed']).toBe(0)
  line.reverse(line.facts.at(-1)!.id, { at: '2026-01-21T00:00:00.000Z' })
  expect(found('R22', [line]).inputs).toMatchObject({ changed: 1, entries: 52 })
})

test('R22: a book entered years later, round after round, shows nothing', () => {
  const line = lineOf(60, { commission: { kind: 'none' } })
  for (const k of range(1, 30)) {
    line.round(k, k, 0, { collected: true, on: '2020-01-01' })
    line.hand(k, 59_000, { on: '2020-01-01' })
  }
  expect(found('R22', [line]).inputs).toMatchObject({ changed: 0, entries: 60 })
})

test('R22: what a phone with a clock ahead wrote on the day counts when the server took it', () => {
  const at = '2026-02-20T00:00:00.000Z'
  const took = Date.parse('2026-01-02T10:00:00.000Z')
  const ahead = (sealed: boolean) => {
    const line = entered(0, 50)
    for (const part of range(60, 64)) {
      const phone = { device: 'e'.repeat(43), by: 'lt-truc', n: part, at }
      line.pay(1, part, 1_000, { on: dayOf(0) }, { ...phone, ...(sealed && { took }) })
    }
    return line
  }
  expect(found('R22', [ahead(false)]).level).toBe('red')
  expect(found('R22', [ahead(true)])).toMatchObject({ level: 'none', inputs: { changed: 0 } })
})

test('R22: a round whose pot was entered by a clock ahead closed when the server took it', () => {
  const line = lineOf(100, { commission: { kind: 'none' } })
  line.round(1, 100, 0, { collected: true })
  const took = Date.parse('2026-01-02T10:00:00.000Z')
  line.hand(1, 99_000, {}, { at: '2026-02-20T00:00:00.000Z', took })
  for (const part of range(1, 60))
    line.pay(1, part, 1_000, { on: dayOf(0) }, { at: '2026-01-20T00:00:00.000Z' })
  expect(found('R22', [line]).inputs['changed']).toBe(60)
})
