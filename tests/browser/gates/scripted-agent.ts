import { createPublicKey, randomBytes, verify } from 'node:crypto'
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt'
import { directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import type { AlertKind } from '#lib/domain/gates/contract/alert.ts'
import { receive } from '#lib/domain/gates/contract/checks/receive.ts'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import { holderAtGate } from '#lib/domain/gates/contract/keys.ts'
import { defaultPolicy } from '#lib/domain/gates/contract/checks/policy.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import { approvalMs, reportPeriodMs, stateExpiryMs } from '#lib/domain/gates/contract/timers.ts'
import { commandsTo, replyTopicFor, topicOf } from '#lib/domain/gates/contract/topics.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { AgentGate, GateSettings, GateTransition } from '../../../gate-agent/core/agent-gate.ts'
import { emptyState } from '../../../gate-agent/core/persisted-state.ts'
import { onCommand, onUnreadCommand } from '../../../gate-agent/core/on-command.ts'
import { onDecision } from '../../../gate-agent/core/on-decision.ts'
import { onReport } from '../../../gate-agent/core/on-report.ts'
import { onStart } from '../../../gate-agent/core/on-start.ts'
import { onTick } from '../../../gate-agent/core/on-tick.ts'
import { heldUntil } from '../../../gate-agent/core/progress.ts'
import { runIn } from '../../../gate-agent/core/run.ts'
import { later, newShutter, afterAction, type Shutter } from '../../../gate-agent/simulator/shutter.ts'
import type { TestDevice } from '../../facts.ts'
import { asDocument } from '../../facts.ts'
import type { TestAccount, TestStack } from '../../stack.ts'

const beatMs = 50

/**
 * Connects an agent to the broker, and again with a new pass whenever it is cut off: so is each machine that comes to move
 * another gate, or none.
 */
async function connected(stack: TestStack, account: TestAccount): Promise<MqttClient> {
  const status = topicOf({ kind: 'agent', unit: stack.unit, agent: account.name })
  const will = { topic: status, payload: Buffer.from('offline'), retain: true, qos: 1 } as const
  const pass = async () => {
    const answer = await fetch(`${stack.url}/broker`, { method: 'POST', headers: account.headers })
    return (await answer.json()) as IClientOptions & { url: string }
  }
  const { url, ...credentials } = await pass()
  const again = { reconnectPeriod: 250, reconnectOnConnackError: true, protocolVersion: 5 } as const
  const client = mqtt.connect(url, { will, ...credentials, ...again })
  client.on('error', () => {})
  client.on('connect', () => void client.publish(status, 'online', { retain: true, qos: 1 }))
  client.on('close', () => {
    if (client.disconnecting) return
    pass().then(
      ({ username, password, clientId }) => Object.assign(client.options, { username, password, clientId }),
      () => {}
    )
  })
  await new Promise((resolve) => client.once('connect', resolve))
  return client
}

/** An agent at the embedded broker with the agent's own decisions and a shutter before it; it does what a test tells it. */
export class ScriptedAgent {
  /** Every command that reached it, as it was signed. */
  readonly heard: Command[] = []
  /** How often the motor was told something, in order. */
  readonly moves: string[] = []
  /** Hears, and neither obeys nor answers. */
  mute = false
  #gate: AgentGate
  #shutter: Shutter
  #seq = 0
  #facts: Envelope[] = []
  #movedAt = Date.now()
  readonly #bootId = uuidv7(Date.now(), randomBytes(10))
  readonly #timer: NodeJS.Timeout

  private constructor(
    private readonly stack: TestStack,
    private readonly account: TestAccount,
    private readonly device: TestDevice,
    private readonly client: MqttClient,
    settings: GateSettings,
    position: number
  ) {
    this.#shutter = newShutter(settings.travelMs ?? 10_000, position)
    this.#gate = onStart(settings, emptyState, Date.now()).gate
    client.on('message', (topic, payload, { retain, properties }) =>
      this.#command({ topic, payload: payload.toString(), retain }, properties?.responseTopic)
    )
    this.#report()
    this.#timer = setInterval(() => this.#tick(), beatMs)
  }

  static async start(
    stack: TestStack,
    gate: string,
    { position = 100, ...settings }: Partial<GateSettings> & { position?: number } = {}
  ): Promise<ScriptedAgent> {
    const account = await stack.account('agent')
    const device = account.device
    await stack.moves(account.name, gate)
    const client = await connected(stack, account)
    const own = { unit: stack.unit, gate, key: device.id }
    const policy = { ...defaultPolicy, twoPersons: null }
    const all = { policy, schedule: null, travelMs: 4_000, ...settings, ...own }
    const agent = new ScriptedAgent(stack, account, device, client, all, position)
    await agent.learn()
    await client.subscribeAsync(commandsTo(stack.unit, gate), { qos: 1 })
    return agent
  }

  /** Reads the directory anew: who may command, and whether a decision on the gate is in force. */
  async learn(): Promise<void> {
    const answer = await this.account.db(`/${this.stack.database('directory')}/_all_docs?include_docs=true`)
    const { rows } = (await answer.json()) as { rows: { id: string; doc: Omit<Envelope, 'id'> }[] }
    this.#facts = rows
      .filter(({ id }) => !id.startsWith('_') && id !== 'epoch')
      .map(({ id, doc }) => ({ ...doc, id }))
    this.#gate = onDecision(this.#gate, this.#known.decisions.has(this.#gate.settings.gate)).gate
  }

  get #known() {
    return directory(this.#facts, this.stack.tools.roots.rootOf(this.stack.unit)!.id)
  }

  /** From now on the shutter takes so long from end to end, ms; the agent's patience stays. */
  takes(travelMs: number): void {
    this.#goOn()
    this.#shutter = { ...this.#shutter, travelMs }
  }

  /** Something stands under the shutter, or a hand presses the button at the wall. */
  push(how: Parameters<typeof afterAction>[1]): void {
    this.#goOn()
    this.#shutter = afterAction(this.#shutter, how)
    this.#report()
  }

  /** The motion that it reports. */
  get motion(): GateState['motion'] {
    return this.#gate.report.motion
  }

  /** Says how the gate stands, or says it otherwise; a forger signs with a key of his own. */
  async say(changes: Partial<GateState> = {}, signer = this.device): Promise<void> {
    const { unit, gate, travelMs } = this.#gate.settings
    const { motion, position, obstructed, assumed, deviceOnline, reportedAt } = this.#gate.report
    const waiting = Object.entries(this.#gate.kept.ledger.waiting).at(-1)
    const holdsUntil = heldUntil(this.#gate)
    const run = runIn({ ...this.#gate, steady: Date.now() })
    const state = {
      v: 1,
      unit,
      gate,
      key: this.device.id,
      seq: ++this.#seq,
      bootId: this.#bootId,
      starts: 1,
      agentTime: Date.now(),
      reportedAt,
      reportAgeMs: reportedAt === null ? null : Math.max(0, Date.now() - reportedAt),
      motion,
      position,
      obstructed,
      assumed,
      deviceOnline,
      travelMs,
      lock: this.#gate.kept.lock,
      lastCmdId: null,
      ...(run && { run }),
      ...(holdsUntil !== null && { holdsUntil }),
      ...(waiting && {
        waiting: {
          id: waiting[0],
          actor: waiting[1].actor,
          until: waiting[1].at + approvalMs
        }
      }),
      ...changes
    }
    const topic = topicOf({ kind: 'state', unit, gate })
    await this.#publish(topic, state, { retain: true, expiry: stateExpiryMs / 1000, signer })
  }

  /** Tells whoever listens, without being asked. */
  async tellAll(alert: AlertKind, minutes?: number): Promise<void> {
    const { unit, gate } = this.#gate.settings
    const at = Date.now()
    const body = { v: 1, id: uuidv7(at, randomBytes(10)), unit, gate, key: this.device.id, at, alert }
    const topic = topicOf({ kind: 'alert', unit, gate })
    await this.#publish(topic, minutes === undefined ? body : { ...body, minutes }, {
      retain: false,
      expiry: 60
    })
  }

  /** Writes it into the gate's log. @param at when it happened, ISO; absent: now */
  async report(body: object, at?: string): Promise<void> {
    const { unit, gate } = this.#gate.settings
    const told = { source: 'agent', ...body }
    const stream = `gate/${gate}`
    const fact = this.device.fact(unit, 'gates', 'gates.event-reported', stream, told, { ...(at && { at }) })
    await this.account.post(`/${this.stack.database('gates')}/_bulk_docs`, { docs: [asDocument(fact)] })
  }

  /** Goes without a word, as with an empty battery. */
  die(): void {
    clearInterval(this.#timer)
    this.client.stream.destroy()
    this.client.end(true)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.client.endAsync(true)
  }

  /** Nothing is said by itself any more. */
  freeze(): void {
    clearInterval(this.#timer)
  }

  #command(incoming: { topic: string; payload: string; retain: boolean }, responseTopic?: string) {
    const known = this.#known
    const found = receive(incoming, this.#gate.settings, (sought) => holderAtGate(known, sought))
    if ('refusal' in found)
      return this.#take(onUnreadCommand(this.#gate, found.refusal, found.command, Date.now()))
    const { command, holder, signed } = found
    const key = createPublicKey({ key: holder.key, format: 'jwk' })
    const signature = Buffer.from(signed.s, 'base64url')
    const proven = verify('sha256', Buffer.from(signed.p), { key, dsaEncoding: 'ieee-p1363' }, signature)
    this.heard.push(command)
    if (this.mute) return
    const asked = { command, holder, signed: proven, challenges: null }
    this.#take(
      onCommand(this.#gate, { ...asked, replyTo: replyTopicFor(command, responseTopic) }, Date.now())
    )
  }

  /** Moves the shutter as far as the time says: on a busy machine a beat comes late, and the agent's patience runs on. */
  #goOn() {
    const now = Date.now()
    this.#shutter = later(this.#shutter, now - this.#movedAt)
    this.#movedAt = now
  }

  #tick() {
    const before = this.#shutter
    this.#goOn()
    // A controller answers when it is asked, also while nothing moves.
    const isAsked = Date.now() - (this.#gate.report.reportedAt ?? 0) >= reportPeriodMs
    if (this.#shutter !== before || isAsked) this.#report()
    this.#take(onTick(this.#gate, Date.now(), () => uuidv7(Date.now(), randomBytes(10))))
  }

  /** Hands over the text of an alarm, as it came to the modem. @returns the server's status */
  async texted(text: string): Promise<number> {
    const body = JSON.stringify({ unit: this.stack.unit, text })
    const asked = { method: 'POST', headers: this.account.headers, body }
    return (await fetch(`${this.stack.url}/alarms/texted`, asked)).status
  }

  #report() {
    const { position, direction, blocked } = this.#shutter
    const resting = position === 0 ? 'closed' : position === 100 ? 'open' : 'stopped'
    const motion = direction > 0 ? 'opening' : direction < 0 ? 'closing' : resting
    const report = { motion, position: Math.round(position), obstructed: blocked } as const
    const stand = { ...report, assumed: false, deviceOnline: true, reportedAt: Date.now() }
    this.#take(onReport({ ...this.#gate, steady: Date.now() }, stand, Date.now()))
  }

  #take({ gate, effects }: GateTransition) {
    this.#gate = gate
    for (const effect of effects) {
      if (effect.do === 'move') {
        this.moves.push(effect.act)
        this.#goOn()
        this.#shutter = afterAction(
          this.#shutter,
          effect.act === 'OPEN' ? 'open' : effect.act === 'CLOSE' ? 'close' : 'stop'
        )
        queueMicrotask(() => this.#report())
      }
      if (effect.do === 'reply') void this.#publish(effect.to, effect.reply, { retain: false, expiry: 60 })
      if (effect.do === 'state') void this.say()
    }
  }

  async #publish(
    topic: string,
    body: object,
    { retain, expiry, signer = this.device }: { retain: boolean; expiry: number; signer?: TestDevice }
  ) {
    const p = JSON.stringify(body)
    const properties = { messageExpiryInterval: expiry }
    await this.client.publishAsync(topic, sealed({ p, s: signer.sign(p) }), { qos: 1, retain, properties })
  }
}
