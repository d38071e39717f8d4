import mqtt, { type MqttClient } from 'mqtt'
import type { Controller, ControllerMessage } from './controllers/controller.ts'
import { later, newShutter, pullChain, afterAction, type ShutterAction, type Shutter } from './shutter.ts'

/** Interval of position reports while the shutter runs, ms. */
const tellMs = 250

export interface SimulatedGateOptions {
  /** `mqtt://` or `ws://` URL of the broker at the gate. */
  url: string
  controller: Controller
  travelMs: number
  position?: number
  /** Ms of a monotonic clock. */
  now?: () => number
}

/** A simulated gate: a shutter whose controller is on a real broker, and the physical actions that tests perform on it. */
export class SimulatedGate {
  #shutter: Shutter
  #since: number
  #client: MqttClient | null = null
  #timer: ReturnType<typeof setInterval> | null = null
  /** Holds what its controller was ordered to do, in order. */
  readonly ordered: ShutterAction[] = []
  readonly #controller: Controller
  readonly #now: () => number

  private constructor(private readonly options: SimulatedGateOptions) {
    this.#controller = options.controller
    this.#now = options.now ?? (() => performance.now())
    this.#shutter = newShutter(options.travelMs, options.position)
    this.#since = this.#now()
  }

  static async start(options: SimulatedGateOptions): Promise<SimulatedGate> {
    const gate = new SimulatedGate(options)
    await gate.#boot()
    return gate
  }

  /** The shutter's true state, which no message may contradict for long. */
  get shutter(): Shutter {
    this.#settle()
    return this.#shutter
  }

  /** Presses the button on the wall. */
  press(how: 'open' | 'close' | 'stop'): void {
    this.#push(how)
  }

  pullChain(position: number): void {
    this.#change(() => pullChain(this.#shutter, position))
  }

  block(percent: number | null): void {
    this.#push({ obstacle: percent })
  }

  /** Cuts the mains: the shutter stops where it is, and the controller disconnects without a message. */
  async cutPower(): Promise<void> {
    this.#settle()
    this.#shutter = afterAction(this.#shutter, 'power-off')
    const client = this.#client
    this.#client = null
    client?.stream.destroy()
    await client?.endAsync(true)
  }

  /** Restores the mains: the controller starts, and moves nothing. */
  async restorePower(): Promise<void> {
    this.#shutter = afterAction(this.#shutter, 'power-on')
    await this.#boot()
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    await this.#client?.endAsync(true)
  }

  async #boot() {
    const { will, topics } = this.#controller
    const client = await mqtt.connectAsync(this.options.url, {
      protocolVersion: 4,
      reconnectPeriod: 200,
      will: { ...will, payload: Buffer.from(will.payload), qos: 1 }
    })
    client.on('error', () => {})
    client.on('message', (topic, payload) => this.#hear(topic, payload.toString('utf8')))
    client.on('connect', () => this.#say(this.#controller.boot(this.shutter)))
    this.#client = client
    await client.subscribeAsync([...topics])
    this.#say(this.#controller.boot(this.shutter))
  }

  #hear(topic: string, payload: string) {
    const { push: how, told } = this.#controller.hear(topic, payload, this.shutter)
    if (told) this.#say(told)
    if (!how) return
    this.ordered.push(how)
    this.#push(how)
  }

  #push(how: ShutterAction) {
    this.#change(() => afterAction(this.#shutter, how))
  }

  #change(make: () => Shutter) {
    this.#settle()
    const before = this.#shutter
    this.#shutter = make()
    this.#say(this.#controller.tell(before, this.#shutter))
    this.#run()
  }

  /** Moves the shutter by the time that has passed. */
  #settle() {
    const now = this.#now()
    const before = this.#shutter
    this.#shutter = later(before, now - this.#since)
    this.#since = now
    if (before !== this.#shutter) this.#say(this.#controller.tell(before, this.#shutter))
  }

  #run() {
    if (this.#timer || this.#shutter.direction === 0) return
    this.#timer = setInterval(() => {
      this.#settle()
      if (this.#shutter.direction !== 0 || !this.#timer) return
      clearInterval(this.#timer)
      this.#timer = null
    }, tellMs)
  }

  #say(told: readonly ControllerMessage[]) {
    for (const { topic, payload, retain } of told) this.#client?.publish(topic, payload, { qos: 1, retain })
  }
}
