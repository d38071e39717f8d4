import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Message } from './dialect.ts'
import { homeAssistant, type HomeAssistantState } from './home-assistant.ts'

const dialect = homeAssistant()
const words = ['open', 'closed', 'opening', 'closing', 'stopped', 'None', 'syncing'] as const

/** A report from a controller; `raw` is in its own units. */
interface Said {
  word?: (typeof words)[number] | undefined
  raw?: number | undefined
  here?: boolean | undefined
}

/** Ways to send a report over MQTT: word and position in one message, or one after the other. */
const controllers = {
  apart: {
    config: { cmd_t: 'g/set', stat_t: 'g/state', pos_t: 'g/pos', avty_t: 'g/lwt' },
    isClosedEnd: (raw: number): boolean => raw === 0,
    isPosition: (raw: number) => raw >= 0 && raw <= 100,
    messages: ({ word, raw, here }: Said) => [
      ...(here === undefined ? [] : [['g/lwt', here ? 'online' : 'offline']]),
      ...(word === undefined ? [] : [['g/state', word]]),
      ...(raw === undefined ? [] : [['g/pos', String(raw)]])
    ]
  },
  reversed: {
    config: {
      cmd_t: 'g/set',
      stat_t: 'g/state',
      pos_t: 'g/pos',
      avty_t: 'g/lwt',
      pos_open: 10,
      pos_clsd: 90
    },
    isClosedEnd: (raw: number): boolean => raw === 90,
    isPosition: (raw: number) => raw >= 0 && raw <= 90,
    messages: (said: Said) => controllers.apart.messages(said)
  },
  together: {
    config: {
      cmd_t: 'g/set',
      stat_t: 'g/state',
      pos_t: 'g/state',
      val_tpl: '{{ value_json.word }}',
      pos_tpl: "{{ value_json['raw'] }}",
      avty_t: 'g/lwt'
    },
    isClosedEnd: (raw: number): boolean => raw === 0,
    isPosition: (raw: number) => raw >= 0 && raw <= 100,
    messages: ({ word, raw, here }: Said) => [
      ...(here === undefined ? [] : [['g/lwt', here ? 'online' : 'offline']]),
      ...(word === undefined && raw === undefined ? [] : [['g/state', JSON.stringify({ word, raw })]])
    ]
  }
}

const said: fc.Arbitrary<Said> = fc.oneof(
  fc.record({ word: fc.constantFrom(...words) }),
  fc.record({
    raw: fc.oneof(fc.constantFrom(0, 100, -1, 101, 255, 0.4, 89.7, 90.3), fc.integer({ min: -5, max: 105 }))
  }),
  fc.record({ word: fc.constantFrom(...words), raw: fc.constantFrom(0, 1, 50, 89, 90, 100) }),
  fc.record({ here: fc.boolean() })
)

/**
 * Tells whether the gate may be called closed: the newest report must be a closed word or the closed end, with no newer
 * motion; a resting "stopped" does not invalidate a position. Written independently of the adapter's code.
 */
class Witness {
  #closed = false
  #moving = false
  hear({ word, raw, here }: Said, controller: (typeof controllers)['apart'], atOnce: boolean) {
    if (here === false && this.#moving) this.#closed = this.#moving = false
    const position = raw !== undefined && controller.isPosition(raw) ? raw : undefined
    if (word !== undefined) this.#word(word)
    if (position === undefined) return
    if (atOnce && word !== undefined && (this.#moving || word === 'syncing' || word === 'None')) return
    this.#closed = controller.isClosedEnd(position)
  }
  #word(word: string) {
    this.#moving = word === 'opening' || word === 'closing'
    if (word !== 'stopped') this.#closed = word === 'closed'
  }
  get mayBeClosed() {
    return this.#closed && !this.#moving
  }
}

function discovered(config: object): HomeAssistantState {
  const topic = 'homeassistant/cover/g/config'
  const [found] = dialect.discover({ topic, payload: JSON.stringify(config), retain: true, at: 0 })
  if (!found || !('state' in found)) throw new Error('no gate')
  return found.state
}

const heard = (state: HomeAssistantState, message: Omit<Message, 'retain' | 'at'>) =>
  dialect.normalise(state, { ...message, retain: false, at: 1 })

test.each(Object.keys(controllers) as (keyof typeof controllers)[])(
  '23 in whatever order messages come, closed needs a closed word or the closed end newer than the last motion (%s)',
  (name) => {
    const controller = controllers[name]
    fc.assert(
      fc.property(fc.array(said, { maxLength: 25 }), (life) => {
        const witness = new Witness()
        let state = discovered(controller.config)
        for (const event of life) {
          witness.hear(event, controller, name === 'together')
          for (const [topic, payload] of controller.messages(event)) {
            state = heard(state, { topic: topic!, payload: payload! })
          }
          if (state.motion === 'closed') expect(witness.mayBeClosed).toBe(true)
          if (event.word === 'closed' && event.raw === undefined) expect(state.motion).toBe('closed')
          if (state.motion === 'closed') expect([0, null]).toContain(state.position)
        }
      }),
      { numRuns: 1000 }
    )
  }
)

test('23 position alone: closed is the closed end, reached by way of other numbers', () => {
  let closed = 0
  const number = fc.oneof(fc.constantFrom(0, 0, 100), fc.integer({ min: -3, max: 110 }))
  fc.assert(
    fc.property(fc.array(number, { minLength: 1 }), (numbers) => {
      let state = discovered({ cmd_t: 'g/set', pos_t: 'g/pos' })
      for (const number of numbers) state = heard(state, { topic: 'g/pos', payload: String(number) })
      expect(state.assumed).toBe(true)
      if (state.motion !== 'closed') return
      closed++
      const places = numbers.filter((number) => number >= 0 && number <= 100)
      expect(places.at(-1)).toBe(0)
      const before = places.slice(0, places.findLastIndex((place) => place !== 0) + 1)
      const [on, way] = before.filter((place, at) => place !== before[at - 1]).slice(-2)
      expect([on !== undefined, way]).toEqual([true, expect.any(Number)])
      expect(way).toBeGreaterThan(0)
      expect(way).toBeLessThan(100)
    })
  )
  expect(closed).toBeGreaterThan(5)
})
