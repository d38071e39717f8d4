import type { Barring, Barrings } from '../devices/barring.ts'
import type { FactOf } from '../facts.ts'
import type { Acceptance } from '../gates/acceptance/result.ts'
import type { Removal } from '../retention/removals.ts'
import type { Certificate } from './certificates.ts'
import type { RoleEnds } from './role-ends.ts'

type UnitName = FactOf<'directory.unit-named'>['body']
export type UnitHistory = FactOf<'directory.unit-history-named'>['body']
export type ListedAccount = FactOf<'directory.account-listed'>['body']
export type Gate = FactOf<'directory.gate-registered'>['body']
export type GateGroup = FactOf<'directory.gate-group-named'>['body']
type Contacts = FactOf<'directory.contacts-set'>['body']
type ChosenHuiWords = FactOf<'directory.hui-words-chosen'>['body']['words']
export interface Device {
  id: string
  account: string
  key: FactOf<'directory.device-enrolled'>['body']['key']
  label: string
  enrolledAt: string
  /** Its own account's session introduced it, not only a carrier: no approval counts before. */
  firstHand: boolean
  /** When the server took the first introduction by that session, or by a server, Unix ms; Infinity before, null without. */
  introducedAt: number | null
  /** Names who brought each of its enrolments: a carrier, or null for its account’s own session. */
  broughtBy: readonly (string | null)[]
  /** It was certified once. */
  admitted: boolean
  /** It was admitted, and neither it nor its account is revoked. */
  approved: boolean
  /** The roles that it was given, by time; they do not overlap, the earliest first. */
  certificates: readonly Certificate[]
  /** Likewise what counts no more because one account alone says that it is backdated, by that account; absent: nothing. */
  undone?: ReadonlyMap<string, readonly Certificate[]>
  /** The ids of the approvals and readmissions that it wrote and that count. */
  granted: readonly string[]
  /** The times in which the device itself was revoked, the earliest first. */
  barrings: readonly Barring[]
  /** The alarm key, with which the device may close gates in an alarm while it is locked; null without the unit's leave. */
  alarmKey: { id: string; key: Device['key'] } | null
}

/** A new password that somebody other than its owner ordered. */
export interface KnownReset {
  /** The record that says so. */
  fact: string
  /** The commander's account, or the server's where the operator set it. */
  by: string
  /** Unix ms. */
  at: number
}

/** A retired gate as it was last registered. */
export interface RetiredGate {
  gate: Gate
  by: string
  at: string
  reason: string
}

/** A decision of the People's Committee on a gate, and who recorded it. */
export type GateDecision = FactOf<'directory.gate-decision-recorded'>['body'] & {
  by: string
  at: string
  /** The records of decisions on the gate that nobody withdrew, its own the last: those before it are replaced. */
  records: readonly string[]
}
/** A decision that was taken back: by whom, when (ISO) and why. */
export interface WithdrawnDecision {
  by: string
  at: string
  reason: string
}

export interface Directory {
  unit: UnitName | null
  history: UnitHistory | null
  accounts: ReadonlyMap<string, ListedAccount>
  /** Since when each account is listed with its roles, Unix ms. */
  rolesSince: ReadonlyMap<string, number>
  /** The last days of roles, by account and time of listing. */
  roleEnds: RoleEnds
  gates: ReadonlyMap<string, Gate>
  /** The machine that a gate in use names, and since when without a break, Unix ms. */
  machines: ReadonlyMap<string, { agent: string; since: number }>
  /** Gates no longer in use, each with the reason and the time (ISO). */
  retired: ReadonlyMap<string, RetiredGate>
  /** The gates that an alarm closes together, in the order in which they were first named; none without gates. */
  groups: ReadonlyMap<string, GateGroup>
  /** The decision of the People's Committee that is in force on each gate. */
  decisions: ReadonlyMap<string, GateDecision>
  /** The gates whose decision was taken back, with no other since. */
  withdrawnDecisions: ReadonlyMap<string, WithdrawnDecision>
  /** The records of each gate that its log shows: decisions, withdrawals, and registrations that named another machine. */
  gateEntries: ReadonlyMap<string, ReadonlySet<string>>
  /** The tests of each gate, the latest first. */
  acceptances: ReadonlyMap<string, readonly Acceptance[]>
  contacts: Contacts
  /** The address at which phones on a gate's own network reach its agent, by gate. */
  localAddresses: ReadonlyMap<string, string>
  /** The number of the modem at a gate that takes text messages, by gate. */
  modemNumbers: ReadonlyMap<string, string>
  /** The unit's own words for hụi terms. */
  huiWords: ChosenHuiWords
  /** One entry for each account that claims a key: nobody replaces another's key by enrolling it under their own name. */
  devices: readonly Device[]
  /** The key to which phones seal what they cannot send; null while the server has named none. */
  sealingKey: Device['key'] | null
  /** Tells whether locked phones may close gates in an alarm. */
  alarmKeysAllowed: boolean
  /** The times in which phones and accounts were revoked. */
  barrings: Barrings
  /** Names what the server removed of past quarters. */
  removals: readonly Removal[]
  /** The resets of each account's password, the latest last. */
  passwordResets: ReadonlyMap<string, readonly KnownReset[]>
  /** Tells who confirmed which records of a phone, by its id and theirs, that came after it had left. */
  confirmed: ReadonlyMap<string, ReadonlyMap<string, string>>
}
