import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt, { type MqttClient } from 'mqtt'
import * as v from 'valibot'
import { EventReported } from '#lib/domain/gates/facts.ts'
import type { GateHolder } from '#lib/domain/gates/contract/keys.ts'
import { defaultPolicy } from '#lib/domain/gates/contract/checks/policy.ts'
import { dialectOf } from '../../gate-agent/adapters/dialects.ts'
import { startAgent, type Agent } from '../../gate-agent/agent.ts'
import type { GateSetup } from '../../gate-agent/agent-deps.ts'
import { Cameras } from '../../gate-agent/camera/cameras.ts'
import type { AlertKind } from '#lib/domain/gates/contract/alert.ts'
import type { LogBody } from '../../gate-agent/core/agent-gate.ts'
import type { ControllerNews } from '../../gate-agent/shell/controller/pinned-controller.ts'
import { machineClock } from '../../gate-agent/shell/agent-clock.ts'
import { keptKey, type AgentKey } from '../../gate-agent/shell/agent-key.ts'
import { TextedAlarms } from '../../gate-agent/server/texted-alarms.ts'
import type { OpenPort } from '../../gate-agent/sms/serial-port.ts'
import { SimulatedCamera } from '../../gate-agent/simulator/camera/simulated-camera.ts'
import { SimulatedGate } from '../../gate-agent/simulator/simulated-gate.ts'
import { startAedes, startMosquitto, type Mosquitto, type OpenBroker } from '../broker/brokers.ts'
import { cableTo } from '../broker/cable.ts'
import { until } from '../until.ts'
import { h264 } from './h264.ts'
import { makes, type Make } from './makes.ts'
import { patientMs, patientNow } from '../patient-time.ts'
import { TestPhone } from './phone.ts'

export const unit = 'xa-thu'
export const gateId = 'cong-1b'
/** 15:00 in Vietnam, 24/11/2026. */
export const afternoon = Date.UTC(2026, 10, 24, 8)
export const travelMs = 800
const brokers = { mosquitto: startMosquitto, aedes: startAedes }

export interface StandOptions {
  /** The commune's broker, and the one beside the gate. */
  broker?: OpenBroker['name']
  beside?: OpenBroker['name'] | Mosquitto
  make?: Make
  gate?: Partial<GateSetup>
  /** Further gates of the same agent. */
  others?: readonly GateSetup[]
  knowsTheTime?: boolean
  /** The agent reaches the broker beside the gate by a cable that can be pulled. */
  cable?: boolean
  /** The agent reaches the commune's broker, Mosquitto, by such a cable. */
  communeCable?: boolean
  /** A camera looks at it, and the agent shows what it sees. */
  camera?: true
  /** People on the gate's own network command it by the broker beside it. */
  lan?: boolean
  /** The shutter's place at first, percent. */
  position?: number
  /** People command it by text message, over this modem. */
  modem?: OpenPort
  /** Where the agent keeps what must survive a power cut; left out: a new folder. */
  folder?: string
  /** Its travel from end to end, ms. */
  travelMs?: number
}

/** A gate with its real agent between two real brokers: the commune's, and the one beside the gate. */
export class GateStand {
  readonly folder: string
  readonly key: AgentKey
  /** Entries of the log, in order. */
  readonly log: LogBody[] = []
  readonly alerts: AlertKind[] = []
  readonly troubles: string[] = []
  /** Holds what whoever stands at the machine is told of the controller's announcements, in order. */
  readonly news: ControllerNews[] = []
  /** Orders to the controller, in order. */
  readonly orders: string[] = []
  /** The machine that the directory names; null: the stand's own. */
  machine: { account: string; id: string } | null = null
  /** The machines of which whoever stands at the agent was told that they move the gate, in order. */
  readonly movers: (string | null)[] = []
  /** Alarms by text, until a test hands them over. */
  readonly raised = new TextedAlarms(unit, () => this.now())
  readonly people = new Map<string, GateHolder>()
  readonly phones: TestPhone[] = []
  commune!: OpenBroker
  local!: OpenBroker & Partial<Mosquitto>
  cable: Awaited<ReturnType<typeof cableTo>> | null = null
  communeCable: Awaited<ReturnType<typeof cableTo>> | null = null
  gate!: SimulatedGate
  agent: Agent | null = null
  camera: SimulatedCamera | null = null
  cameras: Cameras | null = null
  /** How far the agent's clock and the phones' are ahead of the time here, ms. */
  ahead = afternoon - patientNow()
  #watcher!: MqttClient
  #names = 0
  get #travelMs(): number {
    return this.options.travelMs ?? travelMs
  }

  private constructor(private readonly options: StandOptions) {
    this.folder = options.folder ?? mkdtempSync(join(tmpdir(), 'gate-'))
    this.key = keptKey(join(this.folder, 'agent-key.json'))
  }

  static async start(options: StandOptions = {}): Promise<GateStand> {
    const stand = new GateStand(options)
    const { broker = 'mosquitto', beside = 'mosquitto', make = makes[0]!, position = 100 } = options
    stand.local = typeof beside === 'string' ? await brokers[beside]() : beside
    if (options.cable) stand.cable = await cableTo(stand.local.tcp!)
    const commune: OpenBroker & Partial<Mosquitto> = await brokers[broker]()
    stand.commune = commune
    if (options.communeCable) stand.communeCable = await cableTo(commune.tcp!)
    stand.#watcher = await mqtt.connectAsync(stand.localUrl, { protocolVersion: 5 })
    stand.#watcher.on('message', (_topic, payload) => stand.orders.push(String(payload)))
    if (make.orders) await stand.#watcher.subscribeAsync(make.orders, { qos: 1 })
    const { controller, announced } = make
    for (const { topic, payload } of announced ?? [])
      await stand.#watcher.publishAsync(topic, payload, { qos: 1, retain: true })
    stand.gate = await SimulatedGate.start({
      url: stand.localUrl,
      controller,
      travelMs: stand.#travelMs,
      position,
      now: patientMs
    })
    if (options.camera) await stand.#look()
    stand.startAgent()
    await stand.ready()
    return stand
  }

  now = () => patientNow() + this.ahead

  /** Sets the clock of the agent and of the phones. @param now Unix ms */
  setClock(now: number): void {
    this.ahead = now - patientNow()
  }

  get localUrl(): string {
    const { tcp, port } = this.local
    return tcp ? `mqtt://127.0.0.1:${tcp}` : `ws://127.0.0.1:${port}`
  }
  get communeUrl(): string {
    return `ws://127.0.0.1:${this.commune.port}`
  }

  startAgent(): void {
    const { make = makes[0]!, gate = {}, knowsTheTime = true } = this.options
    const connectTo = (url: string) => async () => ({ url, clientId: `may-${process.pid}-${++this.#names}` })
    this.agent = startAgent({
      account: 'may-cong',
      unit,
      key: this.key,
      dataDir: this.folder,
      knowsTheTime,
      clock: { ...machineClock, now: this.now, steady: patientMs },
      gates: [
        {
          gate: gateId,
          policy: defaultPolicy,
          schedule: null,
          travelMs: this.#travelMs,
          controller: {
            broker: this.localUrl,
            connectOptions: connectTo(this.cable ? `mqtt://127.0.0.1:${this.cable.port}` : this.localUrl),
            dialect: dialectOf(
              make.dialect,
              make.prefix,
              make.setting,
              make.mapping && { mapping: make.mapping, travelMs: this.#travelMs }
            ),
            id: make.id
          },
          warning: null,
          ...(this.camera && { camera: true }),
          ...gate
        },
        ...(this.options.others ?? [])
      ],
      localConnectOptions: this.options.lan ? connectTo(this.localUrl) : null,
      connectOptions: connectTo(
        this.communeCable ? `mqtt://127.0.0.1:${this.communeCable.port}` : this.communeUrl
      ),
      passRefused: () => {},
      machineAt: () => this.machine ?? { account: 'may-cong', id: this.key.id },
      moved: (_gate, by) => this.movers.push(by?.id ?? null),
      hasDecision: () => true,
      decided() {},
      knows: (account) => [...this.people.values()].some((holder) => holder.account === account),
      holderOf: ({ account, key }) => this.people.get(`${account} ${key}`) ?? null,
      ...(this.options.modem && {
        sms: {
          open: this.options.modem,
          keysOf: (account) => [...this.people.keys()].flatMap((name) => name.split(`${account} `)[1] ?? []),
          raise: (alarm) => this.raised.raise(alarm)
        }
      }),
      record: (_gate, body) => {
        v.assert(EventReported.entries.body, body)
        this.log.push(body)
      },
      alert: (_gate, alert) => this.alerts.push(alert),
      announced: (_gate, news) => this.news.push(news),
      addresses: (gate, account) => this.cameras?.addresses(gate, account) ?? null,
      trouble: (problem) => this.troubles.push(String(problem))
    })
  }

  async #look() {
    this.camera = await SimulatedCamera.start({ src: 'cong1', gate: this.gate, video: h264 })
    this.cameras = new Cameras({
      cameras: new Map([[gateId, { url: this.camera.url, src: 'cong1' }]]),
      listen: { host: '127.0.0.1', port: 0 },
      publicUrl: '',
      clock: { ...machineClock, now: this.now, steady: patientMs },
      record: (_gate, body) => this.log.push(body),
      keep: async () => Promise.reject(new Error('nobody keeps pictures here')),
      trouble: (problem) => this.troubles.push(String(problem))
    })
  }

  /** Returns the site of the agent's pictures, for addresses that name none. */
  async pictures(): Promise<string> {
    return `http://127.0.0.1:${await this.cameras!.port}`
  }

  async stopAgent(): Promise<void> {
    await this.agent?.stop()
    this.agent = null
  }

  /** The agent hears its gate, if it has been told how, and is heard; a phone that looks on has seen it. */
  async ready(): Promise<void> {
    const witness = this.phones[0] ?? (await this.phone())
    const from = witness.states.length
    await until(() =>
      witness.states.slice(from).some(({ deviceOnline }) => deviceOnline || this.options.gate?.atGate)
    )
  }

  /** One more phone, whose holder may be anything. */
  async phone(more: Partial<GateHolder> = {}): Promise<TestPhone> {
    const { unit: _, ...rest } = { unit, ...more }
    const phone = await TestPhone.connect(this.communeUrl, { unit, agent: this.key, now: this.now, ...rest })
    this.people.set(`${phone.holder.account} ${phone.device.id}`, phone.holder)
    this.phones.push(phone)
    return phone
  }

  /** The watcher hears no orders any more, so that nobody does. */
  async deafen(): Promise<void> {
    await this.#watcher.unsubscribeAsync(this.options.make?.orders ?? makes[0]!.orders!)
  }

  /** Why commands were refused, in order. */
  get refusals(): string[] {
    return this.log.flatMap(({ kind, code }) => (kind === 'refused' ? [code!] : []))
  }
  get kinds(): string[] {
    return this.log.map(({ kind }) => kind)
  }

  /** Something beside the gate says that, at its broker. */
  async says(topic: string, payload: string): Promise<void> {
    await this.#watcher.publishAsync(topic, payload, { qos: 1, retain: true })
  }

  /** Everything ordered so far has been seen by the watcher once this is. */
  async orderedInAll(): Promise<string[]> {
    const mark = `mark ${++this.#names}`
    const { make = makes[0]! } = this.options
    const other = await mqtt.connectAsync(this.localUrl, { protocolVersion: 5 })
    await other.publishAsync(make.orders!, mark, { qos: 1 })
    await until(() => this.orders.includes(mark))
    await other.endAsync(true)
    return this.orders.filter((order) => !order.startsWith('mark'))
  }

  async stop(): Promise<void> {
    await this.stopAgent()
    for (const phone of this.phones) await phone.leave()
    await this.cameras?.stop()
    await this.camera?.stop()
    await this.gate.stop()
    await this.cable?.stop()
    await this.communeCable?.stop()
    await this.#watcher.endAsync(true)
    await this.commune.stop()
    await this.local.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
