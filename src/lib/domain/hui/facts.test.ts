import * as v from 'valibot'
import { expect, test } from 'vitest'
import { TestGroup } from '../../../../tests/hui/test-groups.ts'
import { agreement, dayOf, numberedId, TestLine, wholeParts } from '../../../../tests/hui/test-line.ts'
import { Fact, permissions, type FactType } from '../facts.ts'
import { remarkTypes } from './person/remarks.ts'
import { lineTypes } from './stream.ts'

const isShaped = (fact: unknown) => v.safeParse(Fact, fact).success

test('a part has one ticket in a round', () => {
  const book = new TestLine(agreement(3, 1_000))
  const heard = (...parts: number[]) => ({
    tickets: parts.map((part) => ({ part, bid: 100, by: 'holder' as const })),
    chosen: 'lot' as const
  })
  expect(isShaped(book.round(1, 1, 100, heard(1, 2)))).toBe(true)
  expect(isShaped(book.round(1, 1, 100, heard(1, 2, 1)))).toBe(false)
})

test('a line whose least bid is above its highest is none', () => {
  const agreed = (bids: { min?: number; max?: number }) =>
    isShaped(new TestLine(agreement(3, 1_000, { bids })).facts[0])
  expect(agreed({ min: 200, max: 200 })).toBe(true)
  expect(agreed({ min: 200 })).toBe(true)
  expect(agreed({ max: 200 })).toBe(true)
  expect(agreed({ min: 201, max: 200 })).toBe(false)
})

test('a group is registered on the day on which it began, or after it', () => {
  const registered = (since: string) => isShaped(new TestGroup(0, { on: '2026-01-10', since }).facts[0])
  expect(['2022-04-21', '2026-01-10', '2026-01-11', '9999-12-31'].map(registered)).toEqual([
    true,
    true,
    false,
    false
  ])
})

test('whoever a record of a line names is kept from being erased while it stands', () => {
  const [a, b, c, buyer, witness] = [1, 2, 3, 4, 5].map((i) => numberedId(300 + i)) as Five
  const book = new TestLine(agreement(3, 1_000, { parts: wholeParts(a, b, c) }))
  book.amend(1, { host: buyer, parts: wholeParts(c, b, a) })
  book.lot(1, 1, { witnesses: [witness] })
  book.round(1, 1, 100)
  const paid = book.pay(1, 2, 900)
  book.cover(1, 3, 900, { by: b })
  book.repay(1, 3, 100, { to: b })
  book.prepay(c, 100, dayOf(1))
  book.hand(1, 100)
  book.leave(1, 100)
  book.issue(paid)
  book.payInterest(1, 2, 10)
  book.waive(1, 2, 10)
  const debt = book.acknowledge(b, [[dayOf(9), 10]], { spouse: witness })
  book.settle([{ from: a, to: b, on: dayOf(9), amount: 10 }], [a, b])
  book.payAgreed(debt.id, b, 10)
  book.setOff(2, 1, 2, 100)
  book.transfer(2, buyer, 2)
  book.depart(2, 3, { holder: buyer })
  book.payClaim(book.facts.at(-1)!.id, 1)
  book.join(2, a, 3)
  book.payJoining(2, a, 1)
  book.swap([1, 1], [2, 2])
  book.guarantee(a, b, 100)
  book.confirm(book.facts[3]!.id)
  book.deny(book.facts[3]!.id)
  book.stop(dayOf(5))
  const own = book.facts.map(({ type, body }, i) => {
    const said = { ...(body['said'] as object), person: numberedId(600 + i) }
    return { type: type as FactType, body: { ...body, said } }
  })
  expect(new Set(own.map(({ type }) => type))).toEqual(
    new Set(lineTypes.filter((type) => type !== 'hui.entry-reversed'))
  )
  for (const { type, body } of own) {
    // Ids of other records name nobody.
    const records = new Set(['entry', 'transfer', 'agreed', 'change', 'left'])
    const about = Object.entries(body).filter(([of]) => !records.has(of))
    const named = new Set(JSON.stringify(about).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g))
    expect([type, new Set(permissions[type].names?.ids(body, ''))]).toEqual([type, named])
  }
})
type Five = [string, string, string, string, string]

test('whoever a remark about somebody names is kept with it, but for whom it is about', () => {
  const [about, a, b] = [1, 2, 3].map(numberedId) as [string, string, string]
  const said = { by: 'member', how: 'talk', person: numberedId(4) }
  const bodies: [FactType, object, string[]][] = [
    ['hui.identity-marked', {}, []],
    ['hui.persons-same', { same: a }, [a]],
    ['hui.household-named', { people: [a, about, b] }, [a, b]],
    ['hui.statement-taken', { payer: a }, [a]],
    ['hui.sale-reported', { from: about, to: b }, [b]],
    ['hui.inducement-reported', {}, []]
  ]
  for (const [type, body, named] of bodies)
    expect([type, permissions[type].names?.ids({ ...body, said }, about)]).toEqual([
      type,
      [...named, said.person]
    ])
  expect(bodies.map(([type]) => type)).toEqual([...remarkTypes])
})

test('whoever said what stands in a group is kept with it', () => {
  const said = { by: 'member', how: 'talk', person: numberedId(2) }
  const namedBy = (type: FactType, body: object) => permissions[type].names?.ids({ ...body, said }, '')
  expect(namedBy('hui.group-registered', { host: numberedId(1) })).toEqual([numberedId(1), numberedId(2)])
  for (const type of ['hui.commitment-signed', 'hui.group-reported', 'hui.asset-line-noted'] as const)
    expect([type, namedBy(type, {}), permissions[type].names?.keptAs]).toEqual([
      type,
      [numberedId(2)],
      'in-group'
    ])
})
