import { expect, test } from 'vitest'
import { alarms } from '#lib/domain/alarms/alarm.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { isShaped } from '#lib/domain/facts.ts'
import { line } from '#lib/domain/hui/line.ts'
import { incident } from '#lib/domain/incidents/incident.ts'
import { timeLeft } from '#lib/domain/incidents/tip.ts'
import { strangersIn } from '#lib/domain/strangers/strangers.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { agreement, said as hostSaid } from '../../hui/test-line.ts'
import { TestDevice } from '../../facts.ts'
import { someBytes } from '../../photo.ts'

/** A member reads a stream and writes a second beginning into it, with an earlier time. */
const unit = 'a-xa'
const [honest, liar] = [new TestDevice('that'), new TestDevice('doi')]
const now = Date.now()
const newId = () => uuidv7(now, someBytes(10))
const took = (ms: number) => ({ took: now + ms })
const said = { ...took(0), at: new Date(now).toISOString() }
const lied = { ...took(60_000), at: new Date(now - 600_000).toISOString() }

type Written = [book: string, type: string, stream: string]
/** Writes what is rightly there, and the lie about it; returns them in both orders of arrival. */
function both(where: Written, real: object, lie: object): Envelope[][] {
  const write = (who: TestDevice, body: object, more: object, [book, type, stream] = where) =>
    who.fact(unit, book, type, stream, body as Envelope['body'], more)
  const facts = [write(honest, real, said), write(liar, lie, lied)]
  expect(facts.map((fact) => isShaped(fact))).toEqual([true, true])
  return [facts, facts.toReversed()]
}

test('a running alarm becomes no drill, and bears no other’s name', () => {
  const body = { gates: ['cong-1b'], group: 'ap-1b', from: 'app' }
  for (const facts of both(['duty', 'duty.alarm-started', `alarm/${newId()}`], body, {
    ...body,
    drill: true
  }))
    expect(alarms(facts)).toMatchObject([{ drill: false, by: 'that' }])
})

test('the clock of a tip goes on, and its words stay', () => {
  const stream = `incident/${newId()}`
  const told = { category: 'theft', text: 'Mất xe', place: 'ap-1b' }
  const tip = honest.fact(
    unit,
    'incidents',
    'incidents.tip-received',
    stream,
    { ...told, source: 'phone', triage: 'crime' },
    said
  )
  const lie = liar.fact(
    unit,
    'incidents',
    'incidents.incident-reported',
    stream,
    { ...told, text: 'Không có gì' },
    lied
  )
  for (const facts of [
    [tip, lie],
    [lie, tip]
  ]) {
    const one = incident(facts)!
    expect(one).toMatchObject({ by: 'that', text: 'Mất xe' })
    expect(timeLeft(one, now)).not.toBeNull()
  }
})

test('a hụi line keeps its sums, and the day on which it stopped', () => {
  const stream = `line/${newId()}`
  const real = agreement(10, 1_000_000, { commission: { kind: 'fixed', amount: 500_000 } })
  for (const facts of both(['hui', 'hui.line-agreed', stream], real, { ...real, face: 2_000_000 })) {
    const stops = both(
      ['hui', 'hui.line-stopped', stream],
      { on: '2026-03-01', said: hostSaid, reason: 'Vỡ' },
      { on: '2026-01-05', said: hostSaid, reason: 'Khác' }
    )
    for (const two of stops) {
      const one = line([...facts, ...two], now + 3_600_000)!
      expect(one).toMatchObject({ terms: { face: 1_000_000 }, stopped: { on: '2026-03-01', by: 'that' } })
      expect(one.doubts.map(({ why }) => why).sort()).toEqual(['twice-opened', 'twice-stopped'])
    }
  }
})

test('a stranger is no older than the first record says', () => {
  const body = { gate: 'cong-1b', direction: 'in' }
  for (const facts of both(['duty', 'duty.stranger-seen', `stranger/${newId()}`], body, {
    ...body,
    gate: 'cong-2'
  }))
    expect(strangersIn(facts, now)).toMatchObject([{ gate: 'cong-1b', by: 'that', at: now }])
})
