import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alarmId, AlarmPhone, everybodyCounts } from '../../../../tests/alarm.ts'
import type { Envelope } from '../fact.ts'
import { isEarlier } from '../order.ts'
import { AlarmFolds, alarms, type Alarm } from './alarm.ts'
import { closingTimes } from './closing-times.ts'
import { gatesIn } from './timeline.ts'
import { heardWords, isClosedInAlarm, isHeard, wordsOnGates } from './words-on-gates.ts'

const kinds = { 'cong-1b': 'motor', 'cong-ben-do': 'hand', 'cong-chua': 'hand' } as const
const gates = Object.keys(kinds) as (keyof typeof kinds)[]
const people = ['truong', 'truc', 'hai-muoi']
const hours = 3_600

const how = fc.constantFrom(
  ...(['closed', 'cannot', 'claimed', 'opened', 'noted', 'fault', 'heard', 'reported', 'end'] as const)
)
const step = fc.record({
  /** Seconds after the first start; past an end, sometimes by more than an hour. */
  at: fc.oneof(fc.integer({ min: -20, max: 600 }), fc.integer({ min: 600, max: 2 * hours })),
  by: fc.nat(people.length - 1),
  gate: fc.constantFrom(...gates),
  how,
  strand: fc.integer({ min: 1, max: 2 }),
  isDoubtful: fc.boolean()
})
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

interface Night {
  facts: readonly Envelope[]
  doubtful: ReadonlySet<string>
}

function told({ at, gate, how, strand }: Step, phone: AlarmPhone, words: readonly string[]): Envelope {
  const [log, alarm] = [`gate/${gate}`, `alarm/${alarmId(strand)}`]
  switch (how) {
    case 'closed':
    case 'cannot':
      return phone.says(alarm, at, 'duty.gate-answered', { gate, answer: how })
    case 'claimed':
    case 'opened':
      return phone.says(log, at, 'gates.hand-claimed', { what: how === 'opened' ? 'opened' : 'closed' })
    case 'noted':
    case 'fault': {
      const what = how === 'noted' ? 'closed' : 'fault'
      return phone.says(log, at, 'gates.note-written', { what, reason: '', who: '' })
    }
    case 'heard':
      return phone.says(alarm, at, 'duty.words-received', { words: [words.at(-1) ?? alarmId(9)] })
    case 'reported':
      return phone.says(log, at, 'gates.event-reported', {
        kind: 'completed',
        source: 'app',
        action: 'CLOSE',
        actor: 'truong',
        latencyMs: 18_000,
        drill: true
      })
    case 'end':
      return phone.says(alarm, at, 'duty.alarm-ended', {})
  }
}

/** A drill that two people start without knowing of each other, and whatever is said of its gates. */
const nights = fc
  .tuple(fc.array(step, { maxLength: 25 }), fc.integer({ min: 0, max: 400 }))
  .map(([steps, later]): Night => {
    const phones = people.map((account) => new AlarmPhone(account))
    const body = { gates, from: 'app', drill: true } as const
    const facts = [0, later].map((at, i) =>
      phones[i]!.says(`alarm/${alarmId(i + 1)}`, at, 'duty.alarm-started', body)
    )
    const doubtful = new Set<string>()
    // A phone numbers what it records as time goes by.
    for (const one of [...steps].sort((a, b) => a.at - b.at)) {
      const fact = told(
        one,
        phones[one.by]!,
        facts.map(({ id }) => id)
      )
      facts.push(fact)
      if (one.isDoubtful) doubtful.add(fact.id)
    }
    return { facts, doubtful }
  })

/** What every screen of an alarm shows, from what a phone holds of it. */
function shown(alarm: Alarm, facts: readonly Envelope[], doubtful: ReadonlySet<string>) {
  const isDoubtful = ({ id }: Envelope) => doubtful.has(id)
  const known = gatesIn(alarm, facts, everybodyCounts(isDoubtful))
  const heard = heardWords(alarm, isDoubtful)
  const status = { is: 'open', assumed: false } as const
  const isClosed = ({ gate, said }: (typeof known)[number]) =>
    isClosedInAlarm({ kind: kinds[gate as keyof typeof kinds], status, said })
  return {
    closed: known.filter(isClosed).map(({ gate }) => gate),
    said: known.map(({ said }) => [said?.fact.id, said?.word, said && isHeard(said, heard)]),
    times: closingTimes(alarm, facts, everybodyCounts(isDoubtful))
  }
}

const on = (folds: AlarmFolds<Envelope>, facts: readonly Envelope[], { doubtful }: Night) =>
  alarms(
    [...new Map(facts.map((fact) => [fact.id, fact])).values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    folds
  ).map((alarm) => shown(alarm, facts, doubtful))

test('phones that hear of one night in other orders, in parts and twice, count alike, name the same answers and the same times', () => {
  const deliveries = nights.chain((night) => {
    const facts = [...night.facts, ...night.facts.slice(0, 4)]
    const order = fc.shuffledSubarray(facts, { minLength: facts.length })
    return fc.tuple(
      fc.constant(night),
      fc.array(order, { minLength: 2, maxLength: 4 }),
      fc.integer({ min: 1, max: 6 })
    )
  })
  fc.assert(
    fc.property(deliveries, ([night, orders, part]) => {
      const wanted = on(new AlarmFolds(), night.facts, night)
      for (const order of orders) {
        const folds = new AlarmFolds<Envelope>()
        // Each part redraws the phone's screens, from what its folds keep of those before.
        for (let held = part; held < order.length; held += part) on(folds, order.slice(0, held), night)
        expect(on(folds, order, night)).toEqual(wanted)
      }
    }),
    { numRuns: 200 }
  )
})

test('a gate closed by hand has the time at which it first counted as closed, and none if it never did', () => {
  fc.assert(
    fc.property(nights, ({ facts, doubtful }) => {
      for (const alarm of alarms(facts)) {
        const isDoubtful = ({ id }: Envelope) => doubtful.has(id)
        const moments = [...facts].sort((a, b) => (isEarlier(a, b) ? -1 : 1))
        for (const { gate, ms, by } of closingTimes(alarm, facts, everybodyCounts(isDoubtful))) {
          if (by === 'gate') continue
          // As it stood at each moment, by what had been said until then.
          const first = moments.find((_, i) => {
            const until = moments.slice(0, i + 1)
            const story = alarm.story.filter(({ fact }) => until.some(({ id }) => id === fact.id))
            return (
              wordsOnGates({ ...alarm, story }, until, everybodyCounts(isDoubtful))
                .get(gate)
                ?.at(-1)?.word === 'closed'
            )
          })
          const wanted = first ? Math.max(0, Date.parse(first.at) - Date.parse(alarm.startedAt)) : null
          expect(ms).toBe(wanted)
        }
      }
    }),
    { numRuns: 200 }
  )
})

test('a gate’s own report counts only for the alarm in which it was ordered', () => {
  fc.assert(
    fc.property(nights, ({ facts, doubtful }) => {
      for (const alarm of alarms(facts)) {
        const end = alarm.endedAt === null ? Infinity : Date.parse(alarm.endedAt)
        for (const { gate, ms, by } of closingTimes(
          alarm,
          facts,
          everybodyCounts(({ id }) => doubtful.has(id))
        )) {
          const reports = facts.filter(
            ({ id, type, stream }) =>
              type === 'gates.event-reported' && stream === `gate/${gate}` && !doubtful.has(id)
          )
          const starts = Date.parse(alarm.startedAt)
          const own = reports
            .map(({ at }) => Date.parse(at))
            .filter((at) => at >= starts - 5_000 && at - 18_000 <= end + 5_000 && at <= end + hours * 1000)
          if (own.length === 0) expect(by).not.toBe('gate')
          else expect([ms, by]).toEqual([Math.max(18_000, Math.min(...own) - starts), 'gate'])
        }
      }
    }),
    { numRuns: 200 }
  )
})
