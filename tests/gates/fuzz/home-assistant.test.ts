import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Action, KnownGates } from '../../../gate-agent/adapters/dialect.ts'
import { play } from '../../../gate-agent/adapters/golden/play.ts'
import { homeAssistant, type HomeAssistantState } from '../../../gate-agent/adapters/home-assistant.ts'
import { nothingKnown } from '../../../gate-agent/adapters/known-gates.ts'

const dialect = homeAssistant()
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
  ...'Closed "closed" close None false - . 0% 0x0 0,0 --0 NaN Infinity 1e999 [0] ٠ null -1 101 255'.split(
    ' '
  ),
  ...'{"position":null} {"position":true} {"position":[0]} {"position" {"constructor":0} [[[[[['.split(' '),
  ...'{"__proto__":{"position":0}} {"state":{"state":[]}} {"state":"closed"}'.split(' '),
  '',
  ' ',
  '['.repeat(40_000) + ']'.repeat(40_000),
  '0'.repeat(40_000) + 'x',
  'closed ',
  'closed\n'
]
const malformed = fc.oneof(
  fc.constantFrom(...rubbish),
  fc.string({ unit: 'binary' }).filter((text) => !saysClosed(text)),
  fc.json().filter((text) => !saysClosed(text))
)

const gates: KnownGates<HomeAssistantState> = Object.entries({
  words: { cmd_t: 'g/set', stat_t: 'g/state', pos_t: 'g/pos', avty_t: 'g/lwt', dev: { ids: 'd' } },
  json: {
    cmd_t: 'g/set',
    stat_t: 'g/json',
    pos_t: 'g/json',
    avty: { t: 'g/lwt', val_tpl: '{{ value_json.state }}' },
    val_tpl: '{{ value_json.state.cua[0] }}',
    pos_tpl: '{{ value_json.position.now | int }}'
  },
  preset: {
    cmd_t: 'g/set',
    stat_t: 'g/json',
    val_tpl:
      '{% if "moving" in value_json and value_json.moving %} {{ value_json.moving }} {% else %} stopped {% endif %}'
  }
}).reduce<KnownGates<HomeAssistantState>>(
  (known, [id, config]) =>
    play(dialect, known, {
      topic: `homeassistant/cover/${id}/config`,
      payload: JSON.stringify(config),
      retain: true,
      at: 0
    }).known,
  nothingKnown
)

test('23 ten thousand malformed payloads never throw and never close a gate', () => {
  const topic = fc.constantFrom('g/state', 'g/pos', 'g/json', 'g/lwt', 'g/set')
  let known = gates
  fc.assert(
    fc.property(topic, malformed, fc.boolean(), (topic, payload, retain) => {
      known = play(dialect, known, { topic, payload, retain, at: 1 }).known
      const all = Object.values(known.gates)
      expect(all).toHaveLength(3)
      expect(all.map(({ motion }) => motion)).not.toContain('closed')
    }),
    { numRuns: 10_000 }
  )
})

test('23 nesting beyond all measure neither throws nor says anything', () => {
  const deep = '['.repeat(40_000) + ']'.repeat(40_000)
  const config = (more: string) => `{"cmd_t":"g/set","stat_t":"g/state","avty_t":"g/lwt"${more}}`
  const topic = 'homeassistant/cover/g/config'
  const say = (payload: string) => dialect.discover({ topic, payload, retain: true, at: 0 })
  expect(say(`{"avty":${deep}}`)).toEqual([{ id: 'g', refused: 'not-json' }])
  expect(say(config(`,"step":${'['.repeat(31)}${']'.repeat(31)}`))).toMatchObject([{ id: 'g', state: {} }])
})

const keys =
  '~ cmd_t stat_t pos_t set_pos_t set_pos_tpl val_tpl pos_tpl avty avty_t dev pl_open pl_cls pl_stop pos_open pos_clsd opt ret qos o cmps p __proto__'
const places =
  'cover/g cover/words cover/n/g device/g device/__proto__ binary_sensor/obstacle cover/__proto__ cover/'

const value = fc.oneof(
  fc.constantFrom(
    'g/a',
    '~/b',
    'g/+',
    '#',
    '',
    null,
    0,
    1,
    100,
    true,
    'TOGGLE',
    '{{ value }}',
    '{{ position }}'
  ),
  fc.constantFrom({ ids: 'd' }, { t: '~/c' }, [{ t: 'x' }], { name: 'o' }, { a: { p: 'cover', cmd_t: 'a' } }),
  fc.jsonValue()
)

test('23 malformed discoveries never throw; what they still make known is never closed and drives safely', () => {
  const config = fc.oneof(
    fc.dictionary(fc.constantFrom(...keys.split(' ')), value).map((config) => JSON.stringify(config)),
    malformed
  )
  const topic = fc.constantFrom(...places.split(' '))
  let known = gates
  fc.assert(
    fc.property(topic, config, (topic, payload) => {
      known = play(dialect, known, {
        topic: `homeassistant/${topic}/config`,
        payload,
        retain: true,
        at: 1
      }).known
      for (const gate of Object.values(known.gates)) {
        expect(gate.motion).not.toBe('closed')
        for (const { retain, expirySeconds, topic } of actions.flatMap(
          (action) => dialect.command(gate, action) ?? []
        )) {
          expect({ retain, expirySeconds }).toEqual({ retain: false, expirySeconds: 3 })
          expect(topic).toMatch(/^[^+#]+$/)
        }
      }
    }),
    { numRuns: 2000 }
  )
})
