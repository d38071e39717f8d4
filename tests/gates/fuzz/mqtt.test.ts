import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mapping } from '../mapped/mapped-makes.ts'
import type { Action } from '../../../gate-agent/adapters/dialect.ts'
import { mqtt } from '../../../gate-agent/adapters/mqtt.ts'
import { presets } from '../../../gate-agent/adapters/mqtt/presets.ts'
import type { MappedState } from '../../../gate-agent/adapters/mqtt/state.ts'

const mappings = Object.keys(presets).map((preset) => [preset, mapping({ preset, topic: 'g' })] as const)
const actions: Action[] = ['OPEN', 'CLOSE', 'STOP', { position: 0 }, { position: Number.NaN }]

/** Close to what says closed, in some preset or other. */
const rubbish = [
  ...'Closed CLOSED "closed" {"door":[0]} {"door":{"0":0}} {"door":00} {"door":0 door:0'.split(' '),
  ...'ON! "ON" on {"Switch1":"on"} {"Switch1":{"Action":["ON"]}} {"StatusSNS":{"Switch1":1}} 1.0 01 +1'.split(
    ' '
  ),
  ...'{"garage_door_contact":"truE"} {"garage_door_contact":1} {"__proto__":{"garage_door_contact":true}}'.split(
    ' '
  ),
  ...'{"toString":true} [true] {"constructor":0} null'.split(' '),
  '',
  ' ',
  '['.repeat(40_000) + ']'.repeat(40_000),
  '{"door":'.repeat(20_000)
]
const means = new Set(['closed', 'ON', '1', '0', 'true'])
const speaks = /"?(door|Switch1|Action|garage_door_contact)"?/
const said = fc.oneof(
  fc.constantFrom(...rubbish),
  fc.string({ unit: 'binary' }).filter((text) => !means.has(text.trim())),
  fc
    .json()
    .filter((text) => !speaks.test(text) && !means.has(text.trim()) && !/^"(closed|ON|1|0|true)"$/.test(text))
)

test.each(mappings)('ten thousand malformed payloads never throw and never close a gate (%s)', (_, given) => {
  const dialect = mqtt(given, 18_000)
  let state: MappedState = {
    ...dialect.given!,
    here: dialect.given!.here.map(() => true),
    deviceOnline: true
  }
  let at = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...dialect.topics(state)),
      said,
      fc.boolean(),
      fc.integer({ min: -1_000, max: 40_000 }),
      fc.option(fc.constantFrom(...actions)),
      (topic, payload, retain, ms, action) => {
        at += ms
        state = dialect.passed!(dialect.normalise(state, { topic, payload, retain, at }), at)
        expect(state.motion).not.toBe('closed')
        if (action === null) return
        const sent = dialect.command(state, action, at) ?? []
        for (const one of sent) {
          expect(one).toMatchObject({ qos: 1, retain: false })
          expect(one.topic).toMatch(/^[^+#]+$/)
          expect(one.payload).not.toMatch(/toggle|button|click/i)
        }
        if (sent.length > 0) state = dialect.told!(state, action, at)
      }
    ),
    { numRuns: 10_000 }
  )
})

/** A contact at its worst, a relay's word, commands and time, in any order. */
const happening = fc.oneof(
  fc.record({ closed: fc.constantFrom('ON', 'OFF', 'x'), retain: fc.boolean() }),
  fc.record({ open: fc.constantFrom('ON', 'OFF'), retain: fc.boolean() }),
  fc.record({
    word: fc.constantFrom('opening', 'closing', 'open', 'closed', 'stopped', '?'),
    retain: fc.boolean()
  }),
  fc.record({ here: fc.constantFrom('online', 'offline'), retain: fc.boolean() }),
  fc.record({ told: fc.constantFrom<Action>('OPEN', 'CLOSE', 'STOP') }),
  fc.record({ ms: fc.constantFrom(10, 600, 5_000, 40_000) })
)
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never

const withContacts = mapping({
  open: { topic: 'o', payload: 'ON', off: 'OFF' },
  close: { topic: 'c', payload: 'ON', off: 'OFF' },
  stop: 'release',
  state: {
    topic: 'w',
    words: { opening: 'opening', closing: 'closing', open: 'open', closed: 'closed', stopped: 'stopped' }
  },
  contacts: { closed: { topic: 'k', yes: 'ON', no: 'OFF' }, open: { topic: 'l', yes: 'ON', no: 'OFF' } },
  availability: { topic: 'a', yes: 'online', no: 'offline' }
})

/** Says whether the gate may be called closed, from what came live and nothing else; written apart from the dialect. */
class Witness {
  #contact: string | null = null
  #other: string | null = null
  #here = false
  #moved = false
  hear(one: Happening) {
    if ('ms' in one) return
    // A command to open may have moved it, until the contact says that it has come back.
    if ('told' in one) this.#moved ||= one.told === 'OPEN' && this.#contact === 'ON'
    else if ('here' in one) {
      const is = one.here === 'online'
      if (!is || (!one.retain && this.#here)) {
        this.#contact = this.#other = null
        this.#moved = false
      }
      this.#here = is
    } else if (one.retain) return
    else if ('closed' in one) {
      if (one.closed !== this.#contact) this.#moved = false
      this.#contact = one.closed
    } else if ('open' in one) this.#other = one.open
    else if (one.word === 'opening') this.#moved ||= this.#contact === 'ON'
    else if (one.word === 'closed') this.#moved &&= this.#contact !== 'ON'
  }
  get mayBeClosed() {
    return this.#here && this.#contact === 'ON' && this.#other !== 'ON' && !this.#moved
  }
}

/** Found by this test: told to open while both contacts said that they were reached. */
const bothContactsAtOnce: Happening[] = [
  { open: 'ON', retain: false },
  { closed: 'ON', retain: false },
  { ms: 40_000 },
  { told: 'OPEN' },
  { open: 'OFF', retain: false },
  { word: '?', retain: false }
]

test('in whatever order contacts, words, commands and time come, closed needs the contact, live, and not the other one', () => {
  const dialect = mqtt(withContacts, 18_000)
  let closed = 0
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (then) => {
      const life: Happening[] = [{ here: 'online', retain: false }, ...then]
      const witness = new Witness()
      let state = dialect.given!
      let at = 1_000_000
      const on = new Map<string, string>()
      let later: { at: number; topic: string; payload: string }[] = []
      for (const one of life) {
        witness.hear(one)
        if ('ms' in one) at += one.ms
        for (const due of later.filter((sent) => sent.at <= at)) on.set(due.topic, due.payload)
        later = later.filter((sent) => sent.at > at)
        const [topic, payload] =
          'closed' in one
            ? ['k', one.closed]
            : 'open' in one
              ? ['l', one.open]
              : 'word' in one
                ? ['w', one.word]
                : 'here' in one
                  ? ['a', one.here]
                  : [null, '']
        const retain = 'retain' in one && one.retain
        if (topic) state = dialect.normalise(state, { topic, payload, retain, at })
        if ('told' in one) {
          later = []
          for (const { topic, payload, afterMs } of dialect.command(state, one.told, at)!) {
            if (afterMs === undefined) on.set(topic, payload)
            else later.push({ at: at + afterMs, topic, payload })
            expect([...on.values()].filter((word) => word === 'ON').length).toBeLessThan(2)
          }
          state = dialect.told!(state, one.told, at)
        }
        state = dialect.passed!(state, at)
        if (state.motion !== 'closed') continue
        expect(witness.mayBeClosed).toBe(true)
        closed++
      }
      // Whatever was on is let go in the end.
      for (const due of later.sort((a, b) => a.at - b.at)) on.set(due.topic, due.payload)
      expect([...on.values()].filter((word) => word === 'ON')).toEqual([])
    }),
    { numRuns: 3000, examples: [[bothContactsAtOnce]] }
  )
  expect(closed).toBeGreaterThan(20)
})
