import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { ConnectOptions } from '#lib/data/mqtt/connection.ts'
import { Link } from '#lib/data/mqtt/link.ts'
import type { HolderOf } from '#lib/domain/gates/contract/checks/receive.ts'
import type { CameraAddresses } from '#lib/domain/gates/contract/camera-request.ts'
import type { AlertKind } from '#lib/domain/gates/contract/alert.ts'
import { statePeriodMs } from '#lib/domain/gates/contract/timers.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { Dialect, DialectState } from './adapters/dialect.ts'
import type { Effect, LogBody, SnapshotMoment, GateSettings } from './core/agent-gate.ts'
import type { AgentClock } from './shell/agent-clock.ts'
import { CommuneConnection, offlineWill } from './shell/commune-connection.ts'
import { ControllerConnection } from './shell/controller-connection.ts'
import { AcceptedFiles } from './shell/accepted-file.ts'
import { GateShell, type IncomingCommand } from './shell/gate-shell.ts'
import { Intake } from './shell/intake.ts'
import { MergedQueries } from './shell/merged-queries.ts'
import { PinnedController, type ControllerNews } from './shell/pinned-controller.ts'
import { Siren, type SirenConfig } from './siren/siren.ts'
import { isSmsReply, startSms, type SmsDesk } from './sms/sms-desk.ts'
import type { OpenPort } from './sms/serial-port.ts'
import { guarded, safely } from './shell/guarded.ts'
import type { AgentKey } from './shell/agent-key.ts'
import { Signatures } from './shell/signatures.ts'
import { sayTooOld } from './shell/too-old.ts'

const tickMs = 250

/** Settings of one gate and of its controller's connection. */
export interface GateSetup extends Omit<GateSettings, 'unit' | 'key'> {
  controller: {
    /** The address of the broker at the gate: gates with the same one query their controllers together. */
    broker: string
    /** Broker at the gate, reachable without internet; null when it is unavailable now. */
    connectOptions(): Promise<ConnectOptions | null>
    dialect: Dialect<DialectState>
    /** The gate's id in the dialect's discovery. */
    id: string
  }
  /** Warning light and sound before an automatic closing, at the same broker; null when there are none. */
  warning: { topic: string; on: string; off: string } | null
  /** Siren and loudspeaker, see `Siren`; absent: there are none. */
  alarm?: SirenConfig
  /** Whether it obeys text messages, where the agent has a modem. */
  sms?: boolean
}

export interface AgentDeps {
  /** The agent's account, which is also its name at the broker. */
  account: string
  unit: string
  key: AgentKey
  gates: readonly GateSetup[]
  /** Existing directory for data that must survive a power cut. */
  dataDir: string
  clock: AgentClock
  /** False when the machine has no clock of its own. */
  knowsTheTime: boolean
  /** Broker for commands from phones on the gate's own network; null when there is none. */
  localConnectOptions: (() => Promise<ConnectOptions | null>) | null
  /** The commune's broker; null when no pass can be obtained now. */
  connectOptions(): Promise<ConnectOptions | null>
  /** Called when that broker rejects the pass, for example after its restart. */
  passRefused(): void
  holderOf: HolderOf
  /** Tells whether a decision of the People's Committee on the gate is in force, as far as the agent knows. */
  hasDecision(gate: string): boolean
  /** Shows whoever stands at the machine whether a gate closes by its schedule from now on. */
  decided(gate: string, stands: boolean): void
  /** The modem for text messages, and the ids of an account's keys; absent: there is none. */
  sms?: { open: OpenPort; keysOf(account: string): readonly string[] }
  /** Writes a log entry to disk before returning; a picture of that moment is added when it arrives. */
  record(gate: string, body: LogBody, picture?: SnapshotMoment): void
  /** Shows whoever stands at the machine the alert that phones receive. */
  alert(gate: string, alert: AlertKind): void
  /** Camera addresses of a gate for that account, valid for a minute; null when it has no camera. */
  addresses(gate: string, account: string): CameraAddresses | null
  /** Shows whoever stands at the machine what a gate's controller announces. */
  announced(gate: string, news: ControllerNews): void
  trouble(problem: unknown): void
}

export interface Agent {
  /** Reconnects to the commune's broker at once, for example when the network returns. */
  wake(): void
  stop(): Promise<void>
}

/**
 * Runs a unit's gates: receives signed commands, drives the controllers, publishes the gates' states.
 * @throws JournalProblem when the record of its own actions is damaged
 */
export function startAgent(parts: AgentDeps): Agent {
  const { account, unit, key, clock, gates } = parts
  // Caps the backoff low: few agents connect, and each has gates behind it.
  const timing = { now: clock.steady, after: clock.after, chance: Math.random, longestWait: 5_000 }
  const will = offlineWill(unit, account)
  const connectOptions = async () => {
    return withWill(await parts.connectOptions(), will)
  }
  const link = new Link({ ...timing, connectOptions })
  const { localConnectOptions } = parts
  const local =
    localConnectOptions &&
    new Link({ ...timing, connectOptions: async () => withWill(await localConnectOptions(), will) })
  sayTooOld(link, 'của xã', parts.trouble)
  if (local) sayTooOld(local, 'tại cổng', parts.trouble)
  const connectionOver = (over: Link) =>
    new CommuneConnection(guarded(over, parts.trouble), unit, account, key)
  const connections: CommuneConnections = [
    { source: 'app', connection: connectionOver(link) },
    ...(local ? [{ source: 'lan' as const, connection: connectionOver(local) }] : [])
  ]
  const online = () => connections.forEach(({ connection }) => connection.online())
  const queries = new MergedQueries(clock)
  const signatures = new Signatures()
  const { desk, modem } = startSms({ ...parts, signatures })
  const shared = { connections, timing, signatures, intake: new Intake(setImmediate), queries, desk }
  const all = gates.map((setup) => startGate(setup, parts, shared))
  modem?.start()
  const greet = () => {
    online()
    for (const { shell } of all) shell.say()
  }
  link.watch((state) => {
    if (state === 'open') greet()
    if (state === 'not-allowed') parts.passRefused()
  })
  local?.watch((state) => {
    if (state === 'open') greet()
  })
  let greeted = clock.steady()
  const timer = setInterval(() => {
    for (const gate of all) safely(gate.tick, parts.trouble)
    if (clock.steady() - greeted < statePeriodMs(false)) return
    greeted = clock.steady()
    online()
  }, tickMs)
  return {
    wake: () => link.wake(),
    async stop() {
      clearInterval(timer)
      modem?.stop()
      // A clean disconnect suppresses the will, so publish it explicitly.
      const bye = { ...will, expirySeconds: 24 * 3600 }
      await Promise.all([link.send(bye), local?.send(bye)])
      await Promise.all([link.stop(), local?.stop(), ...all.map((gate) => gate.stop())])
    }
  }
}

/** Connections for commands and states: the commune's broker, and the one on the gate's own network. */
type CommuneConnections = readonly { source: 'app' | 'lan'; connection: CommuneConnection }[]

function withWill(
  options: ConnectOptions | null,
  will: ConnectOptions['will'] & object
): ConnectOptions | null {
  return options && { ...options, will }
}

interface Shared {
  desk: SmsDesk | null
  connections: CommuneConnections
  signatures: Signatures
  intake: Intake
  queries: MergedQueries
  timing: { now(): number; after: AgentClock['after']; chance(): number; longestWait: number }
}

function startGate(setup: GateSetup, parts: AgentDeps, shared: Shared) {
  const { connections, signatures, intake, queries, timing, desk } = shared
  const { controller, warning, sms, alarm, ...settings } = setup
  const { unit, key, clock, knowsTheTime, holderOf, trouble } = parts
  const { gate } = settings
  const link = new Link({ ...timing, connectOptions: controller.connectOptions })
  sayTooOld(link, `bên cạnh cổng ${gate}`, trouble)
  const warn = (ms: number) => {
    if (!warning) return
    const { topic, on, off } = warning
    const expirySeconds = Math.ceil(ms / 1000)
    void link.send({ topic, payload: on, expirySeconds })
    clock.after(ms, () => void link.send({ topic, payload: off, expirySeconds: 60 }))
  }
  /** Calls every connection of the agent: a phone listens at one broker only, the commune's or the gate's own. */
  const each = (say: (connection: CommuneConnection) => void) =>
    connections.forEach(({ connection }) => say(connection))
  const tell = ({ alert, minutes }: Extract<Effect, { do: 'alert' }>) => {
    const at = clock.now()
    const who = { unit, gate, key: key.id, alert, ...(minutes !== undefined && { minutes }) }
    const alarm = { v: 1, id: uuidv7(at, randomBytes(10)), at, ...who } as const
    each((connection) => connection.alert(alarm))
    parts.alert(gate, alert)
  }
  const answer = ({ to, reply }: Extract<Effect, { do: 'reply' }>) => {
    // Deferred, because a start answers what a power cut has ended before the gate is here.
    if (isSmsReply(to)) queueMicrotask(() => desk?.reply(gate, to, reply))
    else each((connection) => connection.reply(to, reply))
  }
  const act = (effect: Exclude<Effect, { do: 'state' }>) => {
    if (effect.do === 'move') controllerConnection.tell(effect.act)
    if (effect.do === 'warn') warn(effect.ms)
    if (effect.do === 'siren') siren?.turn(effect.on)
    if (effect.do === 'describe') desk?.describe(gate, effect.to)
    if (effect.do === 'reply') answer(effect)
    if (effect.do === 'log') parts.record(gate, effect.body, effect.picture)
    if (effect.do === 'alert') tell(effect)
    if (effect.do === 'decided') parts.decided(gate, effect.stands)
  }
  const local = guarded(link, trouble)
  const siren = alarm ? new Siren(alarm, { link: local, clock, trouble }) : null
  const { dialect, id } = controller
  const pinned = new PinnedController({
    dialect,
    id,
    clock,
    files: new AcceptedFiles(join(parts.dataDir, gate)),
    told: (news) => parts.announced(gate, news)
  })
  const controllerConnection = new ControllerConnection({
    link: local,
    clock,
    trouble,
    dialect,
    id,
    pinned,
    query: (query, send) => queries.send(controller.broker, query, send),
    hear: (report) => shell.report(report),
    warned: (warnings) => shell.warned(warnings),
    notTold: (act) => shell.notTold(act)
  })
  const shell = new GateShell({
    clock,
    knowsTheTime,
    signatures,
    holderOf,
    hasDecision: () => parts.hasDecision(gate),
    settings: { ...settings, ...(alarm && { siren: true as const }), unit, key: key.id },
    journal: join(parts.dataDir, `${gate}.journal`),
    hands: {
      perform: (effect) => safely(() => act(effect), trouble),
      trouble,
      publish: (state) => safely(() => each((connection) => connection.state(state)), trouble),
      clear: (topic) => each((connection) => connection.clear(topic))
    }
  })
  if (sms) desk?.add(gate, shell)
  const see = (message: IncomingCommand) => {
    const asked = shell.look(message)
    const where = asked && parts.addresses(gate, asked.look.actor)
    if (!asked || !where) return
    const common = { v: 1, id: asked.look.id, unit, gate, key: key.id, at: clock.now() } as const
    const { refusal } = asked
    const sight = refusal
      ? ({ ...common, sight: 'refused', refusal } as const)
      : ({ ...common, sight: 'given', ...where } as const)
    each((connection) => connection.reply(asked.to, sight))
  }
  /** Calls back in its turn: see `Intake`. */
  const inTurn = (hear: (message: IncomingCommand) => void) => (message: IncomingCommand) =>
    intake.take(
      message,
      () => safely(() => hear(message), trouble),
      () => safely(() => shell.tooMany(), trouble)
    )
  const { topic, percentTopic, minutesTopic } = settings.power ?? {}
  const leaves = [
    ...connections.map(({ source, connection }) =>
      connection.listen(
        gate,
        inTurn((message) => shell.command(message, source))
      )
    ),
    ...(settings.camera
      ? connections.map(({ connection }) => connection.listenToLooks(gate, inTurn(see)))
      : []),
    ...[topic, percentTopic, minutesTopic].flatMap((one) =>
      one ? [local.listen(one, ({ topic, payload }) => shell.power(topic, payload))] : []
    )
  ]
  return {
    shell,
    tick() {
      shell.tick()
      controllerConnection.tick()
    },
    async stop() {
      for (const leave of leaves) leave()
      await siren?.stop()
      await controllerConnection.stop()
      await link.stop()
      shell.close()
    }
  }
}
