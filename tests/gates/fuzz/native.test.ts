import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Action, DialectState, KnownGates } from '../../../gate-agent/adapters/dialect.ts'
import { message } from '../../../gate-agent/adapters/golden/born.ts'
import { makes } from '../../../gate-agent/adapters/golden/makes.ts'
import { play } from '../../../gate-agent/adapters/golden/play.ts'
import { nothingKnown } from '../../../gate-agent/adapters/known-gates.ts'

const actions: Action[] = [
  'OPEN',
  'CLOSE',
  'STOP',
  { position: 0 },
  { position: 40 },
  { position: Number.NaN }
]

const saysClosed = (text: string) => text === 'closed' || (text.trim() !== '' && Number(text) === 0)

/** Values close to `closed` and to 0. */
const rubbish = [
  ...'Closed "closed" close CLOSE None - . 0% 0x0 0,0 --0 NaN 1e999 [0] ٠ null -1 101 255 true'.split(' '),
  ...'{"Shutter1" {"Shutter1":0} {"Shutter1":[0]} "Shutter1":{"Position":0 {"StatusSNS":null}'.split(' '),
  ...'{"position":null} {"position":[0]} {"state":{"state":[]}} {"state":"close"} {"params":0}'.split(' '),
  ...'{"__proto__":{"position":0,"moving":"STOP"}} {"constructor":0} [[[[[['.split(' '),
  '',
  ' ',
  '['.repeat(40_000) + ']'.repeat(40_000),
  '{"Shutter1":'.repeat(20_000),
  '0'.repeat(40_000) + 'x',
  'closed\n'
]
const malformed = fc.oneof(
  fc.constantFrom(...rubbish),
  fc.string({ unit: 'binary' }).filter((text) => !saysClosed(text)),
  fc.json().filter((text) => !saysClosed(text))
)

/** Invalid values: neither a number from 0 to 100 nor a word of any make. */
const none = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    -1,
    101,
    255,
    '',
    'zero',
    '-0x0',
    'CLOSED',
    '__proto__',
    [],
    [0],
    {},
    { toString: 0, valueOf: 0 }
  ),
  fc.constantFrom({ Position: null, Direction: 0 }, { state: 'close' }, { position: 0 }, { id: 0 }),
  fc.string().filter((text) => !saysClosed(text) && text !== 'NotifyStatus' && text !== 'NotifyFullStatus')
)

test.each(Object.keys(makes))(
  '23 ten thousand malformed payloads never throw and never close a gate (%s)',
  (name) => {
    const { dialect, gate, nearly } = makes[name]!
    const text = fc
      .tuple(fc.constantFrom(...dialect.topics(gate)), malformed)
      .map(([topic, say]) => message(topic, say))
    const shaped = fc
      .tuple(fc.array(none, { minLength: 3, maxLength: 3 }), fc.nat())
      .map(([values, at]) => nearly(values)[at % nearly(values).length]!)
    let known: KnownGates<DialectState> = { gates: { g: gate }, parts: {} }
    fc.assert(
      fc.property(fc.oneof(text, shaped), fc.boolean(), (heard, retain) => {
        known = play(dialect, known, { ...heard, retain }).known
        for (const { motion } of Object.values(known.gates)) expect(motion).not.toBe('closed')
      }),
      { numRuns: 10_000 }
    )
  }
)

const keys =
  'mac dn hn t ft tp onln ofln rl sho so ieee_address friendly_name definition exposes id params'.split(' ')
const value = fc.oneof(
  fc.constantFrom<unknown>('g', 'g/+', '#', '', '%prefix%/%topic%/', '%prefix%', null, 0, 3, true),
  fc.constantFrom<unknown>(['cmnd', 'stat', 'tele'], [3, 3, 3, 3], [1, 3], {
    exposes: [{ type: 'cover', features: [] }]
  }),
  fc.jsonValue()
)

test.each(Object.keys(makes))(
  '23 malformed discoveries never throw, never close, and drive safely (%s)',
  (name) => {
    const { dialect } = makes[name]!
    const config = fc.dictionary(fc.constantFrom(...keys), value)
    const say = fc.oneof(config, fc.array(config), malformed)
    const topic = fc.constantFrom(...dialect.discovery).map((filter) => filter.replaceAll('+', 'g'))
    let known: KnownGates<DialectState> = nothingKnown
    fc.assert(
      fc.property(topic, say, (topic, say) => {
        known = play(dialect, known, message(topic, say, { retain: true })).known
        for (const gate of Object.values(known.gates)) {
          expect(gate.motion).not.toBe('closed')
          for (const sent of [
            ...actions.flatMap((action) => dialect.command(gate, action) ?? []),
            ...dialect.ask(gate)
          ]) {
            expect(sent).toMatchObject({ retain: false, expirySeconds: 3, qos: 1 })
            expect(sent.topic).toMatch(/^[^+#]+$/)
            expect(sent.payload).not.toMatch(/toggle/i)
          }
        }
      }),
      { numRuns: 2000 }
    )
  }
)
