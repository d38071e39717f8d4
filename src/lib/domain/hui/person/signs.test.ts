import { expect, test } from 'vitest'
import { numberedId, said, TestStream } from '../../../../../tests/hui/test-line.ts'
import { dayOf } from '../../../../../tests/hui/test-line.ts'
import { host, lineOf, type NumberedLine } from '../../../../../tests/hui/watched-lines.ts'
import type { Envelope } from '../../fact.ts'
import type { FactOf } from '../../facts.ts'
import { hostWarnings } from '../warning/warnings.ts'
import type { IndicatorId } from '../warning/indicator.ts'
import { RemarkFolds, type RemarkType } from './remarks.ts'
import { signsOfHost } from './signs.ts'

/** A host's lines, and what officers write of people beside them. */
class Known {
  readonly facts: Envelope[] = []
  readonly names = new Map<string, { name: string }>()

  constructor(readonly lines: NumberedLine[] = [lineOf(12, { host })]) {}

  note<Type extends RemarkType>(
    person: string,
    type: Type,
    body: Omit<FactOf<Type>['body'], 'on' | 'said'>,
    other: { said?: object } = {}
  ) {
    const stream = new TestStream(`person/${person}`)
    const written = stream.write(type, { on: dayOf(3), said, ...other, ...body } as FactOf<Type>['body'])
    const fact = { ...written, id: numberedId(5_000 + this.facts.length), n: this.facts.length + 1 }
    this.facts.push(fact)
    return fact
  }

  reverse({ id, stream }: Envelope) {
    const reversal = new TestStream(stream).write('hui.remark-reversed', { remark: id, reason: 'Nhầm' })
    this.facts.push({ ...reversal, id: numberedId(5_000 + this.facts.length), n: this.facts.length + 1 })
  }

  mark(person: number, kind: 'id' | 'phone' | 'account', letter: string) {
    const mark = { kind, mark: letter.repeat(43), proof: 'A'.repeat(43) }
    return this.note(numberedId(person), 'hui.identity-marked', mark)
  }

  found(id: IndicatorId, notices?: ReadonlyMap<string, string>) {
    const lines = this.lines.map((line) => ({ state: line.state, facts: line.facts }))
    const remarks = new RemarkFolds().of(this.facts)
    const signs = signsOfHost({ host, lines, remarks, people: this.names, notices })
    const context = { asOf: Date.UTC(2100, 0, 1), day: dayOf(60), signs, same: remarks.same }
    return hostWarnings(lines, context)[0]!.indicators.find((one) => one.id === id)!
  }
}

test('what nobody asked about is not computable', () => {
  const known = new Known()
  for (const id of ['R1', 'R2', 'R18', 'R20', 'R21'] as const)
    expect([id, known.found(id).level]).toEqual([id, 'not-computable'])
})

test('R2: one card of two names is amber, of three red; one marked person can be compared with nobody', () => {
  const known = new Known()
  known.mark(2, 'id', 'A')
  known.mark(77, 'id', 'A')
  expect(known.found('R2').level).toBe('not-computable')
  known.mark(3, 'id', 'B')
  expect(known.found('R2')).toMatchObject({ level: 'none', inputs: { surplus: 0 } })
  const wrong = known.mark(4, 'id', 'B')
  expect(known.found('R2')).toMatchObject({ level: 'amber', inputs: { surplus: 1 } })
  known.mark(5, 'id', 'B')
  expect(known.found('R2').level).toBe('red')
  known.reverse(wrong)
  expect(known.found('R2').level).toBe('amber')
})

test.each(['pending', 'carried', 'refused', 'set-aside'] as const)(
  'R2: a mark that the server has not taken (%s) makes nobody one with another',
  (sync) => {
    const known = new Known()
    known.mark(2, 'id', 'A')
    known.mark(3, 'id', 'B')
    const copied = known.mark(4, 'id', 'A')
    expect(known.found('R2').level).toBe('amber')
    for (const state of [sync, 'received'] as const) {
      Object.assign(copied, { sync: state })
      expect(known.found('R2').level).toBe(state === 'received' ? 'amber' : 'none')
    }
  }
)

test('R2: like names in one house are a pair, and two ids of one person are no two names', () => {
  const known = new Known()
  for (const [person, name] of [
    [2, 'Trần Thị Lan'],
    [3, 'Trần Thị Lam'],
    [4, 'Danh Sà Rinh']
  ] as const)
    known.names.set(numberedId(person), { name })
  known.note(numberedId(2), 'hui.household-named', { people: [numberedId(3), numberedId(4)] })
  expect(known.found('R2')).toMatchObject({ level: 'amber', inputs: { pairs: 1 } })
  known.mark(2, 'id', 'A')
  known.mark(3, 'id', 'A')
  expect(known.found('R2').inputs['surplus']).toBe(1)
  known.note(numberedId(3), 'hui.persons-same', { same: numberedId(2), reason: 'Ghi hai lần' })
  expect(known.found('R2')).toMatchObject({ level: 'none', inputs: { surplus: 0, pairs: 0 } })
})

test('R3: a pot to somebody of the host’s house, or to an account that is hers too', () => {
  const known = new Known()
  const [line] = known.lines
  for (const k of [1, 2]) {
    line!.round(k, k + 1, 100)
    const pot = { k, to: numberedId(k === 1 ? 9 : 3), amount: 500, commissionKept: 0 } as const
    line!.write('hui.pot-handed', { on: dayOf(k), said, ...pot, method: 'transfer' })
  }
  expect(known.found('R3').level).toBe('none')
  const house = known.note(host, 'hui.household-named', { people: [numberedId(9)] })
  expect(known.found('R3')).toMatchObject({ level: 'amber', inputs: { toInsiders: 1, transfers: 2 } })
  known.mark(3, 'account', 'A')
  known.mark(999, 'account', 'A')
  expect(known.found('R3')).toMatchObject({ level: 'red', inputs: { toInsiders: 2 } })
  known.reverse(house)
  expect(known.found('R3')).toMatchObject({ inputs: { toInsiders: 1 } })
  // One phone is no one account.
  const phones = new Known([line!])
  phones.mark(3, 'phone', 'A')
  phones.mark(999, 'phone', 'A')
  expect(phones.found('R3').inputs['toInsiders']).toBe(0)
})

test('R18: statements against the book, one for each payer', () => {
  const known = new Known()
  const states = (payer: number, says: 'paid' | 'no-part' | 'pot-not-handed' = 'paid') =>
    known.note(host, 'hui.statement-taken', { payer: numberedId(payer), says })
  states(2)
  expect(known.found('R18').level).toBe('none')
  for (let i = 0; i < 3; i++) states(70)
  expect(known.found('R18')).toMatchObject({ level: 'amber', inputs: { missing: 1, denied: 0 } })
  states(71)
  const last = states(3, 'no-part')
  expect(known.found('R18')).toMatchObject({ level: 'red', inputs: { missing: 2, denied: 1 } })
  known.reverse(last)
  expect(known.found('R18').level).toBe('amber')
  states(4, 'pot-not-handed')
  expect(known.found('R18').level).toBe('amber')
  const [line] = known.lines as [NumberedLine]
  line.round(1, 4, 100)
  line.hand(1, line.state.rounds[0]!.payout)
  expect(known.found('R18')).toMatchObject({ level: 'red', inputs: { missing: 2, denied: 0, notHanded: 1 } })
})

test('R18: whoever says several things that contradict each other is one sign', () => {
  const known = new Known()
  const [line] = known.lines as [NumberedLine]
  line.round(1, 2, 100)
  line.hand(1, line.state.rounds[0]!.payout)
  const states = (body: { says: 'paid' | 'no-part' | 'pot-not-handed'; k?: number }) =>
    known.note(host, 'hui.statement-taken', { payer: numberedId(2), line: line.id, ...body })
  states({ says: 'paid', k: 1 })
  states({ says: 'no-part' })
  const last = states({ says: 'pot-not-handed' })
  expect(known.found('R18')).toMatchObject({
    level: 'amber',
    inputs: { missing: 0, denied: 0, notHanded: 1 },
    evidence: [{ fact: last.id }]
  })
})

test('R19: a sale on paper to each of two buyers; by hearsay it stays amber', () => {
  const known = new Known()
  const sale = (to: number, how: 'paper' | 'talk') =>
    known.note(
      host,
      'hui.sale-reported',
      { line: known.lines[0]!.id, part: 2, from: numberedId(2), to: numberedId(to) },
      { said: { by: 'member', how } }
    )
  sale(70, 'paper')
  sale(71, 'talk')
  expect(known.found('R19')).toMatchObject({ level: 'amber', inputs: { unsigned: 2, reported: 2 } })
  sale(71, 'paper')
  expect(known.found('R19').level).toBe('red')
})

test('R20: reported is amber, confirmed red', () => {
  const known = new Known()
  known.note(host, 'hui.inducement-reported', { what: 'gift', confirmed: false })
  expect(known.found('R20').level).toBe('amber')
  known.note(host, 'hui.inducement-reported', { what: 'sure-return', confirmed: true })
  expect(known.found('R20')).toMatchObject({ level: 'red', inputs: { reported: 2, proven: 1 } })
})

test('R21: lines under two ids of one host run beside each other, and a notice in its book ends the gap', () => {
  const [first, second] = [lineOf(12, { host }), lineOf(12, { host: numberedId(1_500) }, 2)]
  const apart = new Known([first])
  expect(apart.found('R21', new Map()).inputs).toMatchObject({ duties: 0 })
  const known = new Known([first, second])
  known.note(numberedId(1_500), 'hui.persons-same', { same: host, reason: 'Ghi hai lần' })
  known.note(numberedId(1_500), 'hui.inducement-reported', { what: 'gift', confirmed: false })
  expect(known.found('R21', new Map())).toMatchObject({ level: 'red', inputs: { duties: 2, missing: 2 } })
  expect(known.found('R21', new Map([[first.id, dayOf(1)]])).inputs).toMatchObject({ missing: 1 })
  expect(known.found('R20').level).toBe('amber')
})
