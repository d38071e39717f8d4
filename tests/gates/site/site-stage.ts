import type { AcceptedAnnouncement, Announcement } from '../../../gate-agent/shell/accepted-file.ts'
import { dialectOf } from '../../../gate-agent/adapters/dialects.ts'
import { machineClock } from '../../../gate-agent/shell/agent-clock.ts'
import { ControllerConnection } from '../../../gate-agent/shell/controller/controller-connection.ts'
import { PinnedController } from '../../../gate-agent/shell/controller/pinned-controller.ts'
import type { ControllerMessage } from '../../../gate-agent/simulator/controllers/controller.ts'
import {
  afterAction,
  later,
  newShutter,
  pullChain,
  type Shutter,
  type ShutterAction
} from '../../../gate-agent/simulator/shutter.ts'
import { GateStage } from '../../gate-stage.ts'
import type { Make } from '../makes.ts'
import { ModelBroker, ModelLink, type Client } from './model-broker.ts'

const travelMs = 10_000
/** How often the agent's clock strikes here, ms. */
const strikeMs = 500

/** What a contact or a sensor says in place of the truth. */
export type Fault = 'stuck-closed' | 'stuck-half' | 'dead'

/**
 * A gate with everything beside it, and time that goes by as it is told: the agent's core, its connection to the
 * controller, the broker that may die, the controller that may say what is not so. Only the network and the disk are
 * models; what judges a command and reads a report is what runs at a gate.
 */
export class SiteStage {
  readonly broker = new ModelBroker()
  shutter: Shutter = newShutter(travelMs)
  #fault: Fault | null = null
  /** What the controller's motor was asked for by its messages, in order. */
  readonly pushes: ShutterAction[] = []
  /** Whether the last word that reached the agent live was said by a controller that saw the gate closed; null: none did. */
  saidClosed: boolean | null = null
  readonly agent: GateStage
  link!: ModelLink
  #connection!: ControllerConnection
  readonly #files = acceptedHere()
  #timers: { at: number; run: () => void }[] = []
  /** Null while it has no power or no connection. */
  #controller: Client | null = null

  constructor(readonly make: Make) {
    this.agent = new GateStage({ schedule: null, travelMs }, undefined, 100, (act) =>
      this.#connection.tell(act)
    )
    for (const { topic, payload } of make.announced ?? [])
      this.broker.publish({ topic, payload, retain: true })
    this.#startConnection()
    this.broker.save()
  }

  get now(): number {
    return this.agent.now
  }
  get isControllerThere(): boolean {
    return this.#controller !== null
  }

  get fault(): Fault | null {
    return this.#fault
  }
  set fault(fault: Fault | null) {
    const before = this.seen
    this.#fault = fault
    if (this.#controller) this.#say(this.make.controller.tell(before, this.seen))
  }

  /** What the controller sees of its gate. */
  get seen(): Shutter {
    if (this.#fault === 'stuck-closed') return { ...this.shutter, position: 0, direction: 0 }
    return this.#fault === 'stuck-half' ? { ...this.shutter, position: 50, direction: 0 } : this.shutter
  }

  /** The controller comes to the broker and says how its gate stands. */
  connectController(): void {
    if (this.#controller || !this.shutter.powered || !this.broker.isUp) return
    const client: Client = {
      filters: new Set(this.make.controller.topics),
      hear: ({ topic, payload, retain }) => {
        if (!retain) this.#order(topic, payload)
      }
    }
    this.#controller = client
    this.broker.attach(client)
    this.saidClosed = null
    this.#say(this.make.controller.boot(this.seen))
  }

  /** It leaves without a word. `willNow`: the broker notices at once; else never. */
  loseController(willNow: boolean): void {
    if (!this.#controller) return
    this.broker.detach(this.#controller)
    this.#controller = null
    if (willNow) this.broker.publish(this.make.controller.will)
  }

  cutPower(willNow: boolean): void {
    this.#change(afterAction(this.shutter, 'power-off'))
    this.loseController(willNow)
  }
  restorePower(): void {
    this.#change(afterAction(this.shutter, 'power-on'))
    this.connectController()
  }
  pull(position: number): void {
    this.#change(pullChain(this.shutter, position))
  }
  press(how: 'open' | 'close' | 'stop'): void {
    this.#change(afterAction(this.shutter, how))
  }

  /** The broker dies, and every connection with it. */
  fall(how: 'killed' | 'ended'): void {
    this.broker.fall(how)
    this.#controller = null
    this.saidClosed = null
    this.link.break()
  }
  rise(): void {
    if (!this.broker.isUp) this.broker.rise()
  }
  connectAgent(): void {
    this.link.open()
  }

  /** The agent ends and starts again with what is on its disk. */
  async restartAgent(): Promise<void> {
    this.saidClosed = null
    await this.#connection.stop()
    this.link.break()
    this.#timers = []
    this.agent.restart()
    this.#startConnection()
  }

  /** Lets time go by. */
  async pass(ms: number, look: () => void): Promise<void> {
    for (const end = this.now + ms; this.now < end;) {
      const step = Math.min(strikeMs, end - this.now)
      this.agent.now += step
      this.#change(later(this.shutter, step))
      for (const { run } of this.#due()) run()
      this.#connection.tick()
      this.agent.tick()
      await settled()
      look()
    }
  }

  #due() {
    const due = this.#timers.filter(({ at }) => at <= this.now)
    this.#timers = this.#timers.filter(({ at }) => at > this.now)
    return due.sort((a, b) => a.at - b.at)
  }

  #startConnection() {
    const { dialect: name, prefix, setting, mapping, id } = this.make
    const dialect = dialectOf(name, prefix, setting, mapping && { mapping, travelMs })
    const clock = {
      ...machineClock,
      now: () => this.agent.clock,
      steady: () => this.now,
      after: (ms: number, run: () => void) => {
        const timer = { at: this.now + ms, run }
        this.#timers.push(timer)
        return () => void (this.#timers = this.#timers.filter((one) => one !== timer))
      }
    }
    this.link = new ModelLink(this.broker)
    this.link.spy = (from) => {
      if (from !== null && from === this.#controller) {
        const { position, direction } = this.seen
        this.saidClosed = position === 0 && direction === 0
      }
    }
    this.#connection = new ControllerConnection({
      link: this.link,
      clock,
      dialect,
      id,
      pinned: new PinnedController({
        dialect,
        id,
        clock,
        files: this.#files,
        isFree: () => true,
        told: () => {}
      }),
      query: (_query, send) => send(),
      hear: (report) => void this.agent.report(report),
      warned: () => {},
      notTold: (act) => void (typeof act === 'string' && this.agent.notTold(act)),
      orderLeft: () => {},
      trouble: () => {}
    })
    this.link.open()
  }

  #order(topic: string, payload: string) {
    if (!this.shutter.powered) return
    const { push, told } = this.make.controller.hear(topic, payload, this.seen)
    if (told) this.#say(told)
    if (!push) return
    this.pushes.push(push)
    this.#change(afterAction(this.shutter, push))
  }

  #change(next: Shutter) {
    const before = this.seen
    this.shutter = next
    if (this.#controller) this.#say(this.make.controller.tell(before, this.seen))
  }

  #say(told: readonly ControllerMessage[]) {
    if (this.#fault === 'dead') return
    for (const message of told) this.broker.publish(message, this.#controller)
  }
}

/** Resolves after everything that was put off to the end of what runs now. */
export async function settled() {
  for (let i = 0; i < 6; i++) await Promise.resolve()
}

/** What was accepted of a controller, kept beside the gate's other state. */
function acceptedHere() {
  let accepted: AcceptedAnnouncement | null = null
  let announced: Announcement | null = null
  let version = 0
  return {
    get accepted() {
      return accepted
    },
    get announced() {
      return announced
    },
    get version() {
      return String(version)
    },
    accept({ messages, digest }: Announcement, by: AcceptedAnnouncement['by']) {
      accepted = { messages, digest, by }
      announced = null
      version++
    },
    announce(one: Announcement | null) {
      announced = one
    }
  }
}
