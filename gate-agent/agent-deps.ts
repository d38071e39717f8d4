import type { ConnectOptions } from '#lib/data/mqtt/connection.ts'
import type { HolderOf } from '#lib/domain/gates/contract/checks/receive.ts'
import type { CameraAddresses } from '#lib/domain/gates/contract/camera/camera-request.ts'
import type { GateMachine } from '#lib/domain/gates/contract/gate-machine.ts'
import type { AlertKind } from '#lib/domain/gates/contract/alert.ts'
import type { BoxDesk } from './gate-box/box-desk.ts'
import type { Dialect, DialectState } from './adapters/dialect.ts'
import type { LogBody, SnapshotMoment, GateSettings } from './core/agent-gate.ts'
import type { AgentClock } from './shell/agent-clock.ts'
import type { CommuneConnection } from './shell/commune-connection.ts'
import type { Intake } from './shell/intake.ts'
import type { MergedQueries } from './shell/merged-queries.ts'
import { type ControllerNews } from './shell/controller/pinned-controller.ts'
import type { SirenConfig } from './siren/siren.ts'
import { type SmsDesk, type SmsDeskDeps } from './sms/sms-desk.ts'
import type { OpenPort } from './sms/serial-port.ts'
import type { RelaysInUse } from './relays/relays-in-use.ts'
import type { AtGate } from './survey/at-gate.ts'
import type { AgentKey } from './shell/agent-key.ts'
import type { Signatures } from './shell/signatures.ts'

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
  /** Lets a phone at the gate choose the controller; absent: `controller` is it. */
  atGate?: AtGate<GateSetup>
  /** Present while a proposed controller is tried: what it announces is kept apart. */
  trial?: true
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
  /** Tells whether an account has a phone that the agent knows of, whatever its standing. */
  knows(account: string): boolean
  /** Tells whether a decision of the People's Committee on the gate is in force, as far as the agent knows. */
  hasDecision(gate: string): boolean
  /** Returns the one machine that moves a gate, as far as the agent knows; null: none does. */
  machineAt(gate: string): GateMachine | null
  /** Shows whoever stands at the machine which machine moves a gate from now on. */
  moved(gate: string, by: GateMachine | null): void
  /** Shows whoever stands at the machine whether a gate closes by its schedule from now on. */
  decided(gate: string, stands: boolean): void
  /** The modem for text messages, the ids of an account's keys, and where alarms by text go; absent: there is none. */
  sms?: { open: OpenPort } & Pick<SmsDeskDeps, 'keysOf' | 'raise'>
  /** Writes a log entry to disk before returning; a picture of that moment is added when it arrives. */
  record(gate: string, body: LogBody, picture?: SnapshotMoment): void
  /** Shows whoever stands at the machine the alert that phones receive. */
  alert(gate: string, alert: AlertKind, minutes?: number): void
  /** Answers phones on the gate's own network that leave and take sealed boxes; absent: nobody does. */
  boxes?: Pick<BoxDesk, 'answer'>
  /** Camera addresses of a gate for that account, valid for a minute; null when it has no camera. */
  addresses(gate: string, account: string): CameraAddresses | null
  /** Shows whoever stands at the machine what a gate's controller announces. */
  announced(gate: string, news: ControllerNews): void
  trouble(problem: unknown): void
}

/** Connections for commands and states: the commune's broker, and the one on the gate's own network. */
export type CommuneConnections = readonly { source: 'app' | 'lan'; connection: CommuneConnection }[]

/** Holds what all gates of an agent use together. */
export interface SharedParts {
  desk: SmsDesk | null
  connections: CommuneConnections
  signatures: Signatures
  intake: Intake
  queries: MergedQueries
  relays: RelaysInUse
  timing: { now(): number; after: AgentClock['after']; chance(): number; longestWait: number }
}
