import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Controller, ControllerMessage } from '../simulator/controllers/controller.ts'
import { simulatedEsphome as esphomeMake } from '../simulator/controllers/esphome.ts'
import { simulatedHomeAssistant as homeAssistantMake } from '../simulator/controllers/home-assistant.ts'
import { simulatedShelly as shellyMake } from '../simulator/controllers/shelly.ts'
import { simulatedTasmota as tasmotaMake } from '../simulator/controllers/tasmota.ts'
import { simulatedZigbee2mqtt as zigbee2mqttMake } from '../simulator/controllers/zigbee2mqtt.ts'
import { later, newShutter, afterAction, type ShutterAction, type Shutter } from '../simulator/shutter.ts'
import type { Action, Dialect, DialectState, KnownGates } from './dialect.ts'
import { esphome } from './esphome.ts'
import { firstSaid, message } from './golden/born.ts'
import { play } from './golden/play.ts'
import { homeAssistant } from './home-assistant.ts'
import { nothingKnown } from './known-gates.ts'
import { shelly } from './shelly.ts'
import { tasmota } from './tasmota.ts'
import { zigbee2mqtt } from './zigbee2mqtt.ts'

/** A simulated gate: a shutter, its controller, and the state that a dialect derives from messages alone. */
class Gate {
  shutter: Shutter = newShutter(10_000)
  #known: KnownGates<DialectState> = nothingKnown
  readonly #dialect: Dialect<DialectState>
  constructor(
    dialect: unknown,
    readonly controller: Controller,
    readonly id: string,
    ...announced: readonly ControllerMessage[]
  ) {
    this.#dialect = dialect as Dialect<DialectState>
    this.#hear([...announced, ...controller.boot(this.shutter)])
    // Subscribing to the topics of a gate just found delivers its retained messages again.
    this.#hear(controller.boot(this.shutter))
    this.ask()
  }
  get state(): DialectState {
    return this.#known.gates[this.id]!
  }
  tell(action: Action) {
    this.#send(this.#dialect.command(this.state, action) ?? [])
  }
  ask() {
    this.#send(this.#dialect.ask(this.state))
  }
  /** Acts at the gate itself: the switch, mains power, an obstacle. */
  push(how: ShutterAction) {
    const before = this.shutter
    if (how === 'power-on' && before.powered) return
    this.shutter = afterAction(before, how)
    if (how === 'power-off') this.#hear([this.controller.will])
    else if (how === 'power-on') this.#hear(this.controller.boot(this.shutter))
    else if (this.shutter.powered) this.#hear(this.controller.tell(before, this.shutter))
  }
  wait(ms: number) {
    const before = this.shutter
    this.shutter = later(before, ms)
    this.#hear(this.controller.tell(before, this.shutter))
  }
  #send(publishes: readonly { topic: string; payload: string }[]) {
    if (!this.shutter.powered) return
    for (const { topic, payload } of publishes) {
      const { push, told } = this.controller.hear(topic, payload, this.shutter)
      this.#hear(told ?? [])
      if (push) this.push(push)
    }
  }
  #hear(told: readonly ControllerMessage[]) {
    for (const { topic, payload } of told)
      this.#known = play(this.#dialect, this.#known, message(topic, payload)).known
  }
}

const told = (topic: string, say: unknown): ControllerMessage => ({
  topic,
  payload: JSON.stringify(say),
  retain: true
})
const tasmotaConfig = { ...(firstSaid('tasmota/one-shutter.json') as object), t: 'g' }
const [, listed] = firstSaid('zigbee2mqtt/moving.json') as object[]
const address = '0xa4c1389f2c1b77d0'

const makes: Readonly<Record<string, () => Gate>> = {
  'home-assistant': () => new Gate(homeAssistant(), homeAssistantMake('g'), 'g/cua'),
  esphome: () => new Gate(esphome(), esphomeMake('g'), 'g/cua_cuon'),
  tasmota: () =>
    new Gate(
      tasmota(),
      tasmotaMake('g'),
      'D8F15B7E0CB4/1',
      told('tasmota/discovery/D8F15B7E0CB4/config', tasmotaConfig)
    ),
  shelly: () => new Gate(shelly('g', { device: 'g' }), shellyMake('g'), 'g/cover:0'),
  zigbee2mqtt: () =>
    new Gate(
      zigbee2mqtt(),
      zigbee2mqttMake('g'),
      address,
      told('zigbee2mqtt/bridge/devices', [{ ...listed, friendly_name: 'g' }])
    )
}

/** These makes have no word for half open: unless they repeat their position, it is reported as `open`. */
const wordless = new Set(['home-assistant', 'esphome'])

/** Returns the acceptable names for the shutter's state. */
function names({ direction, position }: Shutter, make: string): string[] {
  if (direction !== 0) return [direction > 0 ? 'opening' : 'closing']
  // An end that no motion led to may be the target of a command; only when it is still told later it counts.
  if (position === 0) return make === 'zigbee2mqtt' ? ['closed', 'stopped', 'unknown'] : ['closed']
  if (position === 100) return make === 'zigbee2mqtt' ? ['open', 'stopped', 'unknown'] : ['open']
  return wordless.has(make) ? ['open', 'stopped'] : ['stopped']
}

test.each(Object.keys(makes))(
  '23 what a simulated gate is called is what it is, whatever happens to it (%s)',
  (name) => {
    const effect = fc.oneof(
      fc.constantFrom('OPEN', 'CLOSE', 'STOP').map((action) => (gate: Gate) => gate.tell(action as Action)),
      fc
        .constantFrom('open', 'close', 'stop', 'power-off', 'power-on')
        .map((how) => (gate: Gate) => gate.push(how as ShutterAction)),
      fc.constantFrom(null, 30).map((obstacle) => (gate: Gate) => gate.push({ obstacle })),
      fc.integer({ min: 1, max: 12_000 }).map((ms) => (gate: Gate) => gate.wait(ms)),
      fc.constant((gate: Gate) => gate.ask())
    )
    fc.assert(
      fc.property(fc.array(effect, { maxLength: 40 }), (effects) => {
        const gate = makes[name]!()
        for (const effect of effects) {
          effect(gate)
          const { shutter, state } = gate
          if (state.motion === 'closed') expect(shutter.position).toBe(0)
          expect(state.deviceOnline).toBe(shutter.powered)
          if (shutter.powered) expect(names(shutter, name)).toContain(state.motion)
        }
      }),
      { numRuns: 500 }
    )
  }
)
