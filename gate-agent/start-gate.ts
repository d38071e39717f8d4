import type { AgentDeps, GateSetup, SharedParts } from './agent-deps.ts'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Link } from '#lib/data/mqtt/link.ts'
import type { GateReport } from '#lib/domain/gates/motion.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { Effect } from './core/agent-gate.ts'
import { isDiskFull } from './disk/is-full.ts'
import { listenAtBox } from './gate-box/listen-at-box.ts'
import type { CommuneConnection } from './shell/commune-connection.ts'
import { ControllerConnection } from './shell/controller/controller-connection.ts'
import { acceptedPath, AcceptedFiles } from './shell/accepted-file.ts'
import { GateShell } from './shell/gate-shell.ts'
import type { IncomingCommand } from './shell/proven-requests.ts'
import { atMost, controllerPacket } from './shell/packet-limits.ts'
import { PinnedController } from './shell/controller/pinned-controller.ts'
import { drivenRelays } from './relays/driven.ts'
import { Siren } from './siren/siren.ts'
import { isSmsReply } from './sms/sms-desk.ts'
import { guarded, safely } from './shell/guarded.ts'
import type { Arrival } from './shell/intake.ts'
import type { RunningGate } from './survey/exchanged-gate.ts'
import { sayTooOld } from './shell/too-old.ts'

/** Adds to a report what everybody at the gate should know: how it is driven is only being tried. */
const onTrial = ({ warnings = [], ...report }: GateReport): GateReport => ({
  ...report,
  warnings: [...warnings, 'controller-on-trial']
})

type Source = Arrival['source']

/** Starts one gate with its controller: hears commands and reports, and moves it. */
export function startGate(setup: GateSetup, parts: AgentDeps, shared: SharedParts): RunningGate {
  const { connections, signatures, intake, queries, relays, timing, desk } = shared
  const { controller, warning, sms, alarm, atGate: _, trial = false, ...settings } = setup
  const { unit, key, clock, knowsTheTime, holderOf, trouble } = parts
  const { gate } = settings
  const link = new Link({ ...timing, connectOptions: atMost(controllerPacket, controller.connectOptions) })
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
    parts.alert(gate, alert, minutes)
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
  let isOver = false
  let mover: string | null | undefined
  /** Tells whether this machine is the one that moves the gate; says so whenever another one is. */
  const moves = () => {
    const machine = parts.machineAt(gate)
    const now = machine && `${machine.account} ${machine.id}`
    if (now !== mover) parts.moved(gate, machine)
    mover = now
    return machine?.id === key.id
  }
  const local = guarded(link, trouble)
  const siren = alarm ? new Siren(alarm, { link: local, clock, trouble }) : null
  const { dialect, id } = controller
  const pinned = new PinnedController({
    dialect,
    id,
    clock,
    files: new AcceptedFiles(acceptedPath(parts.dataDir, gate, trial)),
    isFree: (state) => relays.areFree(gate, drivenRelays(controller, state)),
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
    hear: (report) => shell.report(trial ? onTrial(report) : report),
    warned: (warnings) => shell.warned(warnings),
    notTold: (act) => shell.notTold(act),
    orderLeft: () => shell.orderLeft()
  })
  relays.use(gate, () => {
    const { state } = controllerConnection
    // Claims nothing before an announcement where there are some; elsewhere the configuration tells it.
    return state || !dialect.describe ? drivenRelays(controller, state) : null
  })
  const shell = new GateShell({
    clock,
    knowsTheTime,
    signatures,
    holderOf,
    hasDecision: () => parts.hasDecision(gate),
    moves,
    diskIsFull: () => isDiskFull(parts.dataDir),
    settings: { ...settings, ...(alarm && { siren: true as const }), unit, key: key.id },
    journal: join(parts.dataDir, `${gate}.journal`),
    hands: {
      perform: (effect) => safely(() => act(effect), trouble),
      trouble,
      publish: (state) => safely(() => each((connection) => connection.state(state)), trouble),
      clear: (topic) => each((connection) => connection.clear(topic))
    }
  })
  const leaveDesk = sms ? desk?.add(gate, shell) : undefined
  const see = (message: IncomingCommand) => {
    const asked = moves() ? shell.requests.look(message) : null
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
  const inTurn = (source: Source, hear: (message: IncomingCommand) => void) => (message: IncomingCommand) => {
    const isTaken = intake.take(
      { ...message, source },
      // Drops what still waits when the gate stops: its journal is closed then.
      () => isOver || safely(() => hear(message), trouble),
      () => isOver || safely(() => shell.unread('RATE_LIMITED', source), trouble)
    )
    if (!isTaken) safely(() => shell.unread('ACTOR_MISMATCH', source), trouble)
  }
  const { topic, percentTopic, minutesTopic } = settings.power ?? {}
  const leaves = [
    ...connections.map(({ source, connection }) =>
      connection.listen(
        gate,
        inTurn(source, (message) => shell.command(message, source))
      )
    ),
    ...(settings.camera
      ? connections.map(({ source, connection }) => connection.listenToLooks(gate, inTurn(source, see)))
      : []),
    listenAtBox(
      { gate, prove: (message) => shell.requests.box(message), isOver: () => isOver },
      parts,
      shared
    ),
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
      isOver = true
      for (const leave of leaves) leave()
      leaveDesk?.()
      await siren?.stop()
      await controllerConnection.stop()
      await link.stop()
      shell.close()
    }
  }
}
