import { expect, test } from 'vitest'
import { dayOf, numberedId } from '../../../../../tests/hui/test-line.ts'
import { found, host, level, lineOf, range } from '../../../../../tests/hui/watched-lines.ts'

const heard = { host: { by: 'host', how: 'post' }, member: { by: 'member', how: 'call' } } as const

/** A line whose pots were handed over; the first ones on the host's word alone. */
function pots(bare: number, all: number) {
  const line = lineOf(30, { commission: { kind: 'none' } })
  for (const k of range(1, all)) {
    line.round(k, k, 0, { collected: true })
    const body = { on: dayOf(k), said: heard[k <= bare ? 'host' : 'member'], k, to: numberedId(k) } as const
    line.write('hui.pot-handed', {
      ...body,
      amount: 1_000,
      commissionKept: 0,
      method: 'cash',
      receipt: `B-${k}`
    })
  }
  return line
}

test('R5: above 10 % unconfirmed pots are amber, above 30 % red; below fifteen too few', () => {
  expect(level('R5', [pots(2, 20)])).toBe('none')
  expect(level('R5', [pots(3, 20)])).toBe('amber')
  expect(level('R5', [pots(6, 20)])).toBe('amber')
  expect(level('R5', [pots(7, 20)])).toBe('red')
  expect(level('R5', [pots(7, 14)])).toBe('too-few')
  // Nobody was asked.
  expect(level('R5', [pots(20, 20)])).toBe('too-few')
})

test('R5: waits three days, and a confirmation that came within them counts', () => {
  const line = pots(12, 12)
  expect(found('R5', [line], { day: dayOf(6) }).inputs).toMatchObject({ unconfirmed: 2, payouts: 2 })
  const ids = line.facts.filter(({ type }) => type === 'hui.pot-handed').map(({ id }) => id)
  const confirmed = new Map(ids.map((id, i) => [id, dayOf(i + 1 + (i < 2 ? 4 : 3))]))
  expect(found('R5', [line], { signs: { confirmed } }).inputs).toMatchObject({ unconfirmed: 2, payouts: 12 })
})

test('R5: a member’s answer to the record confirms it, an officer’s does not, a denial takes it back', () => {
  const line = pots(3, 20)
  const [first, second, , fourth] = line.facts.filter(({ type }) => type === 'hui.pot-handed')
  line.confirm(first!.id, 'member')
  line.confirm(second!.id, 'officer')
  expect(found('R5', [line])).toMatchObject({ level: 'none', inputs: { unconfirmed: 2, payouts: 20 } })
  line.deny(fourth!.id)
  expect(found('R5', [line])).toMatchObject({ level: 'amber', inputs: { unconfirmed: 3 } })
  expect(found('R15', [line]).inputs['bare']).toBe(1)
})

test('R5: another member’s word is not the receiver’s; the host confirms her own pot to nobody', () => {
  const parts = range(1, 5).map((i) => [{ person: i === 2 ? host : numberedId(i), units: 1 }])
  const line = lineOf(5, { commission: { kind: 'none' }, parts })
  for (const k of [1, 2]) {
    line.round(k, k, 0, { collected: true })
    const body = { on: dayOf(k), said: { ...heard.member, person: numberedId(3) }, k, to: numberedId(k) }
    line.write('hui.pot-handed', { ...body, amount: 1_000, commissionKept: 0, method: 'cash' })
  }
  expect(found('R5', [line]).inputs).toMatchObject({ unconfirmed: 1, payouts: 1 })
})

/** A line with as many payments, the first ones without a receipt. */
function payments(bare: number, all: number) {
  const line = lineOf(40)
  line.round(1, 40, 0)
  for (const part of range(1, all)) {
    const body = {
      on: dayOf(1),
      said: heard.host,
      k: 1,
      part,
      holder: numberedId(part),
      amount: 1_000
    } as const
    line.write('hui.contribution-received', {
      ...body,
      method: 'cash',
      ...(part > bare && { receipt: 'B-01' })
    })
  }
  return line
}

test('R15: above 20 % bare records are amber, above 50 % red; below twenty too few', () => {
  expect(level('R15', [payments(4, 20)])).toBe('none')
  expect(level('R15', [payments(5, 20)])).toBe('amber')
  expect(level('R15', [payments(10, 20)])).toBe('amber')
  expect(level('R15', [payments(11, 20)])).toBe('red')
  expect(level('R15', [payments(11, 19)])).toBe('too-few')
  // Neither a receipt nor an answer was ever recorded.
  expect(level('R15', [payments(20, 20)])).toBe('too-few')
})

test('R15: the member’s own word backs a record, so does a later confirmation; a reversed one is none', () => {
  const line = payments(5, 20)
  const first = line.facts.find(({ type }) => type === 'hui.contribution-received')!
  expect(level('R15', [line], { signs: { confirmed: new Map([[first.id, dayOf(50)]]) } })).toBe('none')
  line.reverse(first.id)
  const body = {
    on: dayOf(1),
    said: heard.member,
    k: 1,
    part: 1,
    holder: numberedId(1),
    amount: 1_000
  } as const
  line.write('hui.contribution-received', { ...body, method: 'cash' })
  expect(found('R15', [line])).toMatchObject({ level: 'none', inputs: { bare: 4, records: 20 } })
})

test('R15: a receipt issued here backs a record while it stands', () => {
  const line = payments(5, 20)
  const receipt = line.issue(line.facts.find(({ type }) => type === 'hui.contribution-received')!)!
  expect(found('R15', [line]).inputs).toMatchObject({ bare: 4, records: 20 })
  line.reverse(receipt.id)
  expect(found('R15', [line]).inputs).toMatchObject({ bare: 5, records: 20 })
})
