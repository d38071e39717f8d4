import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alarmId, AlarmPhone, everybodyCounts } from '../../../../tests/alarm.ts'
import type { Envelope } from '../fact.ts'
import { inOrder, isEarlier } from '../order.ts'
import { alarms } from './alarm.ts'
import { gatesIn, timeline } from './timeline.ts'

const gates = ['cong-1b', 'cong-kinh-3', 'cong-ben-do', 'cong-chua']
const accounts = ['truong', 'truc', 'tu-khoi', 'hai-muoi']

type Deed =
  | 'start'
  | 'drill'
  | 'answer'
  | 'hold'
  | 'leave'
  | 'see'
  | 'call'
  | 'receive'
  | 'reopen'
  | 'end'
  | 'command'
  | 'report'
const deeds: readonly Deed[] = [
  'start',
  'start',
  'drill',
  'answer',
  'hold',
  'leave',
  'see',
  'call',
  'receive',
  'reopen',
  'end',
  'command',
  'report'
]

/** A step by one of several people in one of three alarms: how many seconds after the step before, and at which gate. */
const step = fc.record({
  who: fc.nat(accounts.length - 1),
  deed: fc.constantFrom(...deeds),
  alarm: fc.integer({ min: 1, max: 3 }),
  gate: fc.constantFrom(...gates),
  after: fc.integer({ min: 0, max: 400 })
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function night(steps: readonly Step[]): Envelope[] {
  const phones = accounts.map((account) => new AlarmPhone(account))
  let now = 0
  return steps.map(({ who, deed, alarm, gate, after }) => {
    now += after
    return told(phones[who]!, `alarm/${alarmId(alarm)}`, now, deed, gate)
  })
}

function told(phone: AlarmPhone, stream: string, at: number, deed: Deed, gate: string): Envelope {
  switch (deed) {
    case 'start':
    case 'drill':
      return phone.says(stream, at, 'duty.alarm-started', {
        gates: at % 2 ? [gate, 'cong-1b'] : [gate],
        from: 'app',
        ...(deed === 'drill' && { drill: true })
      })
    case 'answer':
      return phone.says(stream, at, 'duty.gate-answered', { gate, answer: at % 2 ? 'closed' : 'cannot' })
    case 'hold':
      return phone.says(stream, at, 'duty.position-held', { gate })
    case 'leave':
      return phone.says(stream, at, 'duty.position-left', { gate })
    case 'see':
      return phone.says(stream, at, 'duty.description-given', { towards: gate, text: `${at}` })
    case 'call':
      return phone.says(stream, at, 'duty.neighbour-called', { neighbour: 'Xã bạn', how: 'call' })
    case 'receive':
      return phone.says(stream, at, 'duty.words-received', { words: [alarmId(at)] })
    case 'reopen':
      return phone.says(stream, at, 'duty.gate-reopened', { gate })
    case 'end':
      return phone.says(stream, at, 'duty.alarm-ended', {})
    case 'command':
      return phone.says(`gate/${gate}`, at, 'gates.command-attempted', {
        command: alarmId(50),
        action: 'CLOSE',
        outcome: 'accepted'
      })
    case 'report':
      return phone.says(`gate/${gate}`, at, 'gates.event-reported', { kind: 'completed', source: 'app' })
  }
}

/** One alarm started at one moment by two people, for other gates. */
const twiceStarted: Step[] = [
  { who: 0, deed: 'start', alarm: 1, gate: 'cong-1b', after: 249 },
  { who: 0, deed: 'start', alarm: 2, gate: 'cong-1b', after: 255 },
  { who: 1, deed: 'start', alarm: 2, gate: 'cong-chua', after: 0 }
]

/** Two starts at one moment, the later id of an alarm first, and an end that a clock puts before both. */
const startedAtOnce: Step[] = [
  { who: 0, deed: 'end', alarm: 2, gate: 'cong-1b', after: 0 },
  { who: 0, deed: 'start', alarm: 3, gate: 'cong-1b', after: 1 },
  { who: 0, deed: 'start', alarm: 2, gate: 'cong-1b', after: 0 }
]

const isDrill = ({ body }: Envelope) => body['drill'] === true

const nights = fc.array(step, { maxLength: 40 }).map(night)
const shuffled = nights.chain((facts) =>
  fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length }))
)
const all = (facts: readonly Envelope[]) =>
  alarms(facts).map((alarm) => ({
    alarm,
    moments: timeline(alarm, facts),
    gates: gatesIn(alarm, facts, everybodyCounts())
  }))

test('in whatever order facts arrive, and arrive again, the alarms are the same', () => {
  fc.assert(
    fc.property(shuffled, ([facts, other]) => {
      expect(all([...other, ...other.slice(0, 5)])).toEqual(all(facts))
    }),
    { numRuns: 200 }
  )
})

test('nothing said of an alarm whose start is here is lost, or told twice', () => {
  fc.assert(
    fc.property(nights, (facts) => {
      const started = new Set(
        facts.filter(({ type }) => type === 'duty.alarm-started').map(({ stream }) => stream)
      )
      const wanted = facts.filter(({ stream }) => started.has(stream)).map(({ id }) => id)
      const found = alarms(facts).flatMap(({ story }) => story.map(({ fact }) => fact.id))
      expect(found.sort()).toEqual(wanted.sort())
    }),
    { numRuns: 200 }
  )
})

test('what is commanded, what is reported and what is claimed never stand in one another’s place', () => {
  fc.assert(
    fc.property(nights, (facts) => {
      for (const { gates } of all(facts))
        for (const { gate, commanded, reported, said } of gates) {
          if (commanded)
            expect(commanded.fact).toMatchObject({ type: 'gates.command-attempted', stream: `gate/${gate}` })
          if (reported)
            expect(reported.fact).toMatchObject({ type: 'gates.event-reported', stream: `gate/${gate}` })
          if (said?.fact.type === 'duty.gate-answered') expect(said.fact.body).toMatchObject({ gate })
          else if (said) expect(said.fact).toMatchObject({ stream: `gate/${gate}` })
        }
    }),
    { numRuns: 200 }
  )
})

test('a start belongs to the first alarm for one of its gates that ran, and began lately or was its author’s; to none, it is one of its own', () => {
  fc.assert(
    fc.property(nights, (facts) => {
      // Of two at one moment the one that folds read first, and no drill where there is another.
      const ordered = inOrder(facts).sort((a, b) => Number(isDrill(a)) - Number(isDrill(b)))
      const of = (type: string, id: string) =>
        ordered.find((fact) => fact.type === type && fact.stream === `alarm/${id}`)
      const found = alarms(facts).reverse()
      const starts = found
        .flatMap(({ ids, drill }, home) =>
          ids.map((id) => {
            const { id: fact, at, by, body } = of('duty.alarm-started', id)!
            return {
              fact,
              at,
              by,
              id,
              home,
              drill,
              gates: (body as { gates: string[] }).gates,
              end: of('duty.alarm-ended', id)?.at
            }
          })
        )
        .sort((a, b) => (isEarlier({ at: a.at, id: a.fact }, { at: b.at, id: b.fact }) ? -1 : 1))
      for (const [i, start] of starts.entries()) {
        const before = starts.slice(0, i)
        const wanted = found.findIndex((_, home) => {
          const group = before.filter((other) => other.home === home)
          const shares = ({ gates }: (typeof starts)[number]) =>
            gates.some((gate) => start.gates.includes(gate))
          const isLate = group.length > 0 && Date.parse(start.at) - Date.parse(group[0]!.at) > 600_000
          return (
            group.length > 0 &&
            group[0]!.drill === start.drill &&
            group.some(({ end }) => end === undefined || end >= start.at) &&
            group.some((other) => shares(other) && (!isLate || other.by === start.by))
          )
        })
        if (wanted === -1) expect(before.some(({ home }) => home === start.home)).toBe(false)
        else expect(start.home).toBe(wanted)
      }
    }),
    { numRuns: 500, examples: [[night(twiceStarted)], [night(startedAtOnce)]] }
  )
})

test('an alarm is over only when somebody has ended each part of it', () => {
  fc.assert(
    fc.property(nights, (facts) => {
      for (const { ids, endedAt } of alarms(facts)) {
        const ended = ids.every((id) =>
          facts.some(({ type, stream }) => type === 'duty.alarm-ended' && stream === `alarm/${id}`)
        )
        expect(endedAt !== null).toBe(ended)
      }
    }),
    { numRuns: 200 }
  )
})
