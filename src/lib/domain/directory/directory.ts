import type { Envelope } from '../fact.ts'
import { isKnownType, type Fact, type FactOf } from '../facts.ts'
import { acceptancesIn, type Acceptance } from '../gates/acceptance/result.ts'
import { inOrder } from '../order.ts'
import { isBarred, type Barring, type Barrings } from '../devices/barring.ts'
import { barringsIn, counts } from '../devices/barrings.ts'
import { thumbprint } from '../thumbprint.ts'

type UnitName = FactOf<'directory.unit-named'>['body']
export type UnitHistory = FactOf<'directory.unit-history-named'>['body']
type Account = FactOf<'directory.account-listed'>['body']
export type Gate = FactOf<'directory.gate-registered'>['body']
type Contacts = FactOf<'directory.contacts-set'>['body']
type ChosenHuiWords = FactOf<'directory.hui-words-chosen'>['body']['words']
export interface Device {
  id: string
  account: string
  key: FactOf<'directory.device-enrolled'>['body']['key']
  label: string
  enrolledAt: string
  /** A commander has admitted it once. */
  admitted: boolean
  /** It was admitted, and neither it nor its account is revoked. */
  approved: boolean
  /** The times in which the device itself was revoked, the earliest first. */
  barrings: readonly Barring[]
  /** The alarm key, with which the device may close gates in an alarm while it is locked; null without the unit's leave. */
  alarmKey: { id: string; key: Device['key'] } | null
}

/** A retired gate as it was last registered. */
export interface RetiredGate {
  gate: Gate
  by: string
  at: string
  reason: string
}

export interface Directory {
  unit: UnitName | null
  history: UnitHistory | null
  accounts: ReadonlyMap<string, Account>
  gates: ReadonlyMap<string, Gate>
  /** Gates no longer in use, each with the reason and the time (ISO). */
  retired: ReadonlyMap<string, RetiredGate>
  /** The tests of each gate, the latest first. */
  acceptances: ReadonlyMap<string, readonly Acceptance[]>
  contacts: Contacts
  /** The address at which phones on a gate's own network reach its agent, by gate. */
  localAddresses: ReadonlyMap<string, string>
  /** The unit's own words for hụi terms. */
  huiWords: ChosenHuiWords
  /** One entry for each account that claims a key: nobody replaces another's key by enrolling it under their own name. */
  devices: readonly Device[]
  /** Tells whether locked phones may close gates in an alarm. */
  alarmKeysAllowed: boolean
  /** The times in which phones and accounts were revoked. */
  barrings: Barrings
}

/**
 * Folds a unit's directory into its people, gates and devices: the latest listing of an account or gate counts. Carried
 * facts (`via`) are left out: keys and roles count first-hand only, because all other carried facts are judged by them.
 * Facts that a phone recorded while it was revoked are left out too, and so is a key under another id than its own.
 */
export function directory(facts: readonly Envelope[]): Directory {
  const accounts = new Map<string, Account>()
  const gates = new Map<string, Gate>()
  const retired = new Map<string, RetiredGate>()
  const localAddresses = new Map<string, string>()
  const devices = new Map<string, Device>()
  const approved = new Set<string>()
  const alarmKeys = new Map<string, Device['alarmKey'] | undefined>()
  let unit: UnitName | null = null
  let history: UnitHistory | null = null
  let contacts: Contacts = {}
  let huiWords: ChosenHuiWords = {}
  let alarmKeysAllowed = false
  const known = inOrder(facts.filter(isKnownFirstHand)) as Fact[]
  const barrings = barringsIn(known)
  const own = known.filter((fact) => counts(fact, barrings))
  for (const fact of own) {
    if (fact.type === 'directory.unit-named') unit = fact.body
    if (fact.type === 'directory.unit-history-named') history = fact.body
    if (fact.type === 'directory.local-address-set') {
      if (fact.body.url) localAddresses.set(fact.body.gate, fact.body.url)
      else localAddresses.delete(fact.body.gate)
    }
    if (fact.type === 'directory.contacts-set') contacts = fact.body
    if (fact.type === 'directory.hui-words-chosen') huiWords = fact.body.words
    if (fact.type === 'directory.account-listed') accounts.set(fact.body.account, fact.body)
    if (fact.type === 'directory.gate-registered') register(fact.body, gates, retired)
    if (fact.type === 'directory.gate-retired') retire(fact, gates, retired)
    if (fact.type === 'directory.device-approved') approved.add(fact.body.device)
    if (fact.type === 'directory.alarm-keys-allowed') alarmKeysAllowed = fact.body.allowed
    if (fact.type === 'directory.alarm-key-set' && isItself(fact.body.alarmKey))
      alarmKeys.set(phoneOf(fact), fact.body.alarmKey)
    if (fact.type === 'directory.device-enrolled' && isItself({ id: fact.device, key: fact.body.key }))
      devices.set(phoneOf(fact), enrolled(fact))
  }
  for (const [phone, device] of devices) {
    device.alarmKey = alarmKeys.get(phone) ?? null
    device.admitted = approved.has(device.id)
    device.barrings = barrings.devices.get(device.id) ?? []
    const out = isBarred(device.barrings) || isBarred(barrings.accounts.get(device.account))
    device.approved = device.admitted && !out
  }
  const acceptances = acceptancesIn(own)
  const found = { unit, history, accounts, gates, retired, acceptances, localAddresses }
  return { ...found, contacts, huiWords, alarmKeysAllowed, barrings, devices: [...devices.values()] }
}

function register(gate: Gate, gates: Map<string, Gate>, retired: Map<string, RetiredGate>) {
  gates.set(gate.gate, gate)
  retired.delete(gate.gate)
}

function retire(
  { by, at, body }: FactOf<'directory.gate-retired'>,
  gates: Map<string, Gate>,
  retired: Map<string, RetiredGate>
) {
  const gate = gates.get(body.gate)
  if (!gate) return
  retired.set(body.gate, { gate, by, at, reason: body.reason })
  gates.delete(body.gate)
}

/** Tells whether this fold can read the fact: it is not carried, and its type is not one of a newer build. */
function isKnownFirstHand({ via, type }: Envelope): boolean {
  return via === undefined && isKnownType(type)
}

/** Tells whether a key bears its own id; no key at all does, too. */
const isItself = (named?: { id: string; key: Device['key'] }) => !named || named.id === thumbprint(named.key)

/** Identifies the phone that wrote a fact, under that account. */
const phoneOf = ({ by, device }: Pick<Envelope, 'by' | 'device'>) => `${by} ${device}`

const waiting = { admitted: false, approved: false, barrings: [], alarmKey: null }

function enrolled({ device, by, at, body }: FactOf<'directory.device-enrolled'>): Device {
  return { id: device, account: by, key: body.key, label: body.label, enrolledAt: at, ...waiting }
}

/** Finds the phone that an account enrolled under that key. */
export function deviceOf({ devices }: Directory, account: string, id: string): Device | undefined {
  return devices.find((device) => device.id === id && device.account === account)
}

/** Tells whether the whole account is revoked now. */
export function isSuspended({ barrings }: Directory, account: string): boolean {
  return isBarred(barrings.accounts.get(account))
}

/**
 * Returns the name that a person goes by in the commune ("Tư Khởi"), else the full name ("Trần Văn Khởi"), else the
 * account.
 */
export function nameOf(directory: Directory, account: string): string {
  const listed = directory.accounts.get(account)
  return listed?.knownAs ?? listed?.name ?? account
}
