import type { Envelope } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'

export type UnitName = FactOf<'directory.unit-named'>['body']
export type UnitHistory = FactOf<'directory.unit-history-named'>['body']
export type Account = FactOf<'directory.account-listed'>['body']
export type Gate = FactOf<'directory.gate-registered'>['body']
export type Contacts = FactOf<'directory.contacts-set'>['body']
export type HuiWords = FactOf<'directory.hui-words-chosen'>['body']['words']
export interface Device {
  id: string
  account: string
  key: FactOf<'directory.device-enrolled'>['body']['key']
  label: string
  enrolledAt: string
  approved: boolean
}

export interface Directory {
  unit: UnitName | null
  history: UnitHistory | null
  accounts: ReadonlyMap<string, Account>
  gates: ReadonlyMap<string, Gate>
  contacts: Contacts
  /** The unit's own words for hụi terms. */
  huiWords: HuiWords
  /** One for each account that claims a key: nobody replaces another's by enrolling it under his own name. */
  devices: readonly Device[]
}

/**
 * Who and what a unit has, a fold of its directory: the latest listing of an account or gate counts.
 * Facts that somebody else brought (`via`) are left out: keys and roles count first-hand only, for by them all
 * other carried facts are judged.
 */
export function directory(facts: readonly Envelope[]): Directory {
  const accounts = new Map<string, Account>()
  const gates = new Map<string, Gate>()
  const devices = new Map<string, Device>()
  const approved = new Set<string>()
  let unit: UnitName | null = null
  let history: UnitHistory | null = null
  let contacts: Contacts = {}
  let huiWords: HuiWords = {}
  for (const fact of inOrder(facts.filter(({ via }) => via === undefined)) as Fact[]) {
    if (fact.type === 'directory.unit-named') unit = fact.body
    if (fact.type === 'directory.unit-history-named') history = fact.body
    if (fact.type === 'directory.contacts-set') contacts = fact.body
    if (fact.type === 'directory.hui-words-chosen') huiWords = fact.body.words
    if (fact.type === 'directory.account-listed') accounts.set(fact.body.account, fact.body)
    if (fact.type === 'directory.gate-registered') gates.set(fact.body.gate, fact.body)
    if (fact.type === 'directory.device-approved') approved.add(fact.body.device)
    if (fact.type === 'directory.device-enrolled') devices.set(`${fact.by} ${fact.device}`, enrolled(fact))
  }
  for (const device of devices.values()) device.approved = approved.has(device.id)
  return { unit, history, accounts, gates, contacts, huiWords, devices: [...devices.values()] }
}

function enrolled({ device, by, at, body }: FactOf<'directory.device-enrolled'>): Device {
  return { id: device, account: by, key: body.key, label: body.label, enrolledAt: at, approved: false }
}

/** The phone that an account enrolled under that key. */
export function deviceOf({ devices }: Directory, account: string, id: string): Device | undefined {
  return devices.find((device) => device.id === id && device.account === account)
}

/** The name a person goes by in the commune, then the full one: "Tư Khởi", else "Trần Văn Khởi", else the account. */
export function nameOf(directory: Directory, account: string): string {
  const listed = directory.accounts.get(account)
  return listed?.knownAs ?? listed?.name ?? account
}
