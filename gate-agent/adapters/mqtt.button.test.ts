import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import type { Controller, ControllerMessage } from '../simulator/controllers/controller.ts'
import { simulatedTasmotaButton } from '../simulator/controllers/mapped/tasmota-relays.ts'
import { simulatedZigbeeGarage } from '../simulator/controllers/mapped/zigbee-garage.ts'
import { simulatedOpengarage } from '../simulator/controllers/mapped/opengarage.ts'
import type { Opener } from '../simulator/controllers/mapped/relays.ts'
import { afterAction, later, newShutter, type Shutter } from '../simulator/shutter.ts'
import { Mapping } from './mqtt/mapping.ts'
import { expanded } from './mqtt/presets.ts'
import type { MappedState } from './mqtt/state.ts'
import { mqtt } from './mqtt.ts'

const travelMs = 10_000
const mappingOf = (preset: string, more: object = {}) =>
  v.parse(v.pipe(v.record(v.string(), v.unknown()), expanded, Mapping), { preset, topic: 'g', ...more })

type Act = 'OPEN' | 'CLOSE' | 'STOP'
const directionOf = { OPEN: 1, CLOSE: -1, STOP: 0 } as const

/** A single-button opener, its controller and the dialect that presses it; the wall has the same button. */
class ButtonGate {
  now = 1_000_000
  shutter: Shutter = newShutter(travelMs, 0)
  state: MappedState
  /** Presses of the button from here. */
  presses = 0
  /** Whether a hand has pressed since a contact last told where the gate is. */
  hidden = false
  #later: { at: number; message: { topic: string; payload: string } }[] = []
  readonly #dialect
  constructor(
    mapping: Parameters<typeof mqtt>[0],
    readonly controller: Controller,
    readonly opener: Opener
  ) {
    this.#dialect = mqtt(mapping, travelMs)
    this.state = this.#dialect.given!
    this.#hear(controller.boot(this.shutter))
    this.wait(1_000)
  }

  /** @return whether it was pressed for this command */
  ask(act: Act): boolean {
    const before = this.presses
    const sent = this.#dialect.command(this.state, act, this.now)
    if (!sent || sent.length === 0) return false
    this.#later = sent.flatMap((message) =>
      message.afterMs === undefined ? [] : [{ at: this.now + message.afterMs, message }]
    )
    for (const one of sent) if (one.afterMs === undefined) this.#deliver(one)
    this.state = this.#dialect.told!(this.state, act, this.now)
    return this.presses > before
  }

  wall() {
    // Its leaving of the closed end is seen, a moment later.
    this.hidden ||= this.shutter.position > 0
    this.#push((shutter) => afterAction(shutter, this.opener.press(shutter)))
    this.wait(250)
  }

  wait(ms: number) {
    for (let left = ms; left > 0; left -= 250) {
      const step = Math.min(left, 250)
      this.now += step
      this.#push((shutter) => later(shutter, step))
      for (const { message } of this.#later.filter(({ at }) => at <= this.now)) this.#deliver(message)
      this.#later = this.#later.filter(({ at }) => at > this.now)
      this.state = this.#dialect.passed!(this.state, this.now)
    }
  }

  /** The agent or its connection begins anew: it knows nothing. */
  reconnect(retained: readonly ControllerMessage[]) {
    this.#later = []
    this.state = this.#dialect.given!
    this.#hear(
      retained.map((message) => ({ ...message, retain: true })),
      true
    )
  }

  reboot() {
    this.#later = []
    this.#hear([this.controller.will])
    this.shutter = { ...this.shutter, direction: 0 }
    this.#hear(this.controller.boot(this.shutter))
  }

  says(topic: string, payload: string) {
    this.#hear([{ topic, payload, retain: false }])
  }

  #push(how: (shutter: Shutter) => Shutter) {
    const before = this.shutter
    this.shutter = how(before)
    this.#hear(this.controller.tell(before, this.shutter))
    // A contact that tells the end makes up for whatever a hand did before.
    if (this.shutter.position === 0 && this.shutter.direction === 0) this.hidden = false
  }

  #deliver({ topic, payload }: { topic: string; payload: string }) {
    if (!this.controller.topics.some((filter) => filter.replace('+', topic.split('/').at(-1)!) === topic))
      return
    const { push, told } = this.controller.hear(topic, payload, this.shutter)
    this.#hear(told ?? [])
    if (!push) return
    this.presses++
    this.#push((shutter) => afterAction(shutter, push))
  }

  #hear(told: readonly ControllerMessage[], retain = false) {
    for (const { topic, payload } of told)
      this.state = this.#dialect.normalise(this.state, { topic, payload, retain, at: this.now })
  }
}

const gates: Readonly<Record<string, () => ButtonGate>> = {
  'tasmota-button'() {
    const { controller, opener } = simulatedTasmotaButton('g')
    return new ButtonGate(mappingOf('tasmota-button'), controller, opener)
  },
  'zigbee-garage'() {
    const { controller, opener } = simulatedZigbeeGarage('g')
    return new ButtonGate(mappingOf('zigbee-garage'), controller, opener)
  },
  opengarage() {
    const { controller, opener } = simulatedOpengarage('g')
    return new ButtonGate(mappingOf('opengarage'), controller, opener)
  }
}

const acts = fc.constantFrom<Act>('OPEN', 'CLOSE', 'STOP')

type Step = { ask: Act } | { wall: true } | { wait: number } | { reboot: true } | { reconnect: true }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ ask: acts }) },
  {
    weight: 4,
    arbitrary: fc.record({
      wait: fc.oneof(fc.constantFrom(600, 2_000, 16_000), fc.integer({ min: 50, max: 16_000 }))
    })
  },
  fc.record({ wall: fc.constant(true as const) }),
  fc.record({ reboot: fc.constant(true as const) }),
  fc.record({ reconnect: fc.constant(true as const) })
)

/** Lists what a user of the gate does, so that its whole way is walked often. */
const course = fc.constantFrom<Step[]>(
  [{ ask: 'OPEN' }, { wait: 16_000 }, { ask: 'CLOSE' }],
  [{ ask: 'OPEN' }, { wait: 3_000 }, { ask: 'STOP' }, { wait: 2_000 }, { ask: 'CLOSE' }, { wait: 3_000 }],
  [{ wall: true }, { wait: 16_000 }, { ask: 'CLOSE' }, { wait: 3_000 }, { ask: 'STOP' }, { wait: 16_000 }]
)
const life = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.tuple(step) }, { weight: 1, arbitrary: course }), {
    maxLength: 20
  })
  .map((parts) => parts.flat())

/** Lives that went wrong once. */
const examples: [Step[]][] = [
  // A hand at the wall holds the commanded gate at its end, and lets it go as long as a travel later.
  [
    [
      { ask: 'OPEN' },
      { wall: true },
      { wait: 9_500 },
      { wall: true },
      { wait: 3_000 },
      { ask: 'CLOSE' },
      { wait: 2_000 },
      { ask: 'CLOSE' }
    ]
  ]
]

test.each(Object.keys(gates))(
  'the button is pressed once for a command at most, and does what was asked (%s)',
  (name) => {
    const pressed = { OPEN: 0, CLOSE: 0, STOP: 0 }
    fc.assert(
      fc.property(life, (steps) => {
        const gate = gates[name]!()
        for (const one of steps) {
          const before = gate.presses
          if ('ask' in one) {
            const known = !gate.hidden
            const did = gate.ask(one.ask)
            expect(gate.presses - before).toBe(did ? 1 : 0)
            // A hand at the wall that no contact has shown since cannot be known.
            if (did && known) {
              expect(gate.shutter.direction).toBe(directionOf[one.ask])
              pressed[one.ask]++
            }
          } else if ('wall' in one) gate.wall()
          else if ('wait' in one) gate.wait(one.wait)
          else if ('reboot' in one) gate.reboot()
          else gate.reconnect([gate.controller.will, ...gate.controller.boot(gate.shutter)])
          if (!('ask' in one)) expect(gate.presses).toBe(before)
          if (gate.state.motion === 'closed') expect(gate.shutter.position).toBe(0)
        }
      }),
      { numRuns: 1000, examples }
    )
    expect(pressed.OPEN).toBeGreaterThan(50)
    expect(pressed.CLOSE).toBeGreaterThan(20)
  }
)
