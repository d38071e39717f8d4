import type { Fact, FactOf } from '../facts.ts'
import type { Acceptance } from '../gates/acceptance/result.ts'
import { placeAmong, type Rank } from '../order.ts'
import { removalsIn } from '../retention/removals.ts'
import { idTime } from '../uuid.ts'
import { phoneOf } from './chain.ts'
import { isGrant } from './chain-facts.ts'
import { introducedBy } from './counting.ts'
import type {
  ListedAccount,
  Device,
  Directory,
  Gate,
  GateDecision,
  GateGroup,
  KnownReset,
  RetiredGate,
  WithdrawnDecision
} from './directory-shape.ts'
import { entriesShown, namedSince } from './gate-entries.ts'
import { inOneGo, type Slices } from './log/slices.ts'
import { introductionTime, resetTime, resetterOf } from './vouching/grounds.ts'

interface Placed {
  fact: Fact
  rank: Rank
}

/** Holds what a directory says besides its phones. */
type Entries = Omit<Directory, 'devices' | 'barrings' | 'roleEnds'>

/**
 * Sorts the facts of a directory into cells, one for each thing that they speak of: a fact that comes or goes changes its
 * own cell, wherever its place is among all facts. Costs of one change do not depend on other cells.
 */
export class DirectoryCells {
  readonly #cells = new Map<string, Placed[]>()
  readonly #changed = new Set<string>()
  readonly #accounts = new Map<string, ListedAccount>()
  readonly #rolesSince = new Map<string, number>()
  readonly #gates = new Map<string, Gate>()
  readonly #machines = new Map<string, { agent: string; since: number }>()
  readonly #groups = new Map<string, GateGroup>()
  readonly #retired = new Map<string, RetiredGate>()
  readonly #addresses = new Map<string, string>()
  readonly #modems = new Map<string, string>()
  readonly #decisions = new Map<string, GateDecision>()
  readonly #withdrawn = new Map<string, WithdrawnDecision>()
  readonly #gateEntries = new Map<string, ReadonlySet<string>>()
  readonly #confirmed = new Map<string, ReadonlyMap<string, string>>()
  readonly #acceptances = new Map<string, readonly Acceptance[]>()
  readonly #resets = new Map<string, readonly KnownReset[]>()
  /** The phones whose own facts changed since they were asked for. */
  readonly changedPhones = new Set<string>()

  /** Adds a fact that counts. */
  put(fact: Fact, rank: Rank): void {
    const name = cellOf(fact)
    if (name === null) return
    const cell = this.#cells.get(name)
    this.#changed.add(name)
    if (!cell?.length) return void this.#cells.set(name, [{ fact, rank }])
    cell.splice(placeAmong(cell, rank), 0, { fact, rank })
  }

  /** Takes out the facts of one phone that were put in. */
  drop(facts: readonly Fact[]): void {
    const gone = new Set(facts)
    for (const name of new Set(facts.map(cellOf))) {
      const cell = name !== null && this.#cells.get(name)
      if (!name || !cell) continue
      this.#cells.set(
        name,
        cell.filter(({ fact }) => !gone.has(fact))
      )
      this.#changed.add(name)
    }
  }

  /** Folds the cells that changed, one a step. */
  *folding(): Slices {
    for (const name of this.#changed) {
      this.#changed.delete(name)
      yield this.#refold(name)
    }
  }

  /** Folds the cells that changed; the maps that it returns go on changing with the next ones. */
  fold(): Entries {
    inOneGo(this.folding())
    return {
      unit: this.#last('unit', 'directory.unit-named')?.body ?? null,
      history: this.#last('history', 'directory.unit-history-named')?.body ?? null,
      accounts: this.#accounts,
      rolesSince: this.#rolesSince,
      gates: this.#gates,
      machines: this.#machines,
      retired: this.#retired,
      groups: this.#groups,
      acceptances: this.#acceptances,
      decisions: this.#decisions,
      withdrawnDecisions: this.#withdrawn,
      gateEntries: this.#gateEntries,
      confirmed: this.#confirmed,
      passwordResets: this.#resets,
      localAddresses: this.#addresses,
      modemNumbers: this.#modems,
      contacts: this.#last('contacts', 'directory.contacts-set')?.body ?? {},
      huiWords: this.#last('words', 'directory.hui-words-chosen')?.body.words ?? {},
      removals: removalsIn(this.#factsIn('removals')),
      sealingKey: this.#last('sealing', 'directory.sealing-key-set')?.body.key ?? null,
      alarmKeysAllowed: this.#last('allowed', 'directory.alarm-keys-allowed')?.body.allowed ?? false
    }
  }

  /** Returns what a phone and its account's session say of it, and what it wrote; null for a phone that nobody introduced. */
  deviceOf(phone: string): Omit<Device, 'admitted' | 'approved' | 'certificates' | 'barrings'> | null {
    const said = this.#factsIn(`device ${phone}`) as Introducing[]
    const last = said.at(-1)
    if (!last) return null
    const { key, label } = last.body
    const granted = this.#factsIn(`granted ${phone}`).map(({ id }) => id)
    const alarmKey = this.#last(`alarm ${phone}`, 'directory.alarm-key-set')?.body.alarmKey ?? null
    const own = last.type === 'directory.device-enrolled'
    const introduced = said.filter(
      ({ type, via }) => type === 'directory.device-introduced' || via === undefined
    )
    return {
      id: own ? last.device : last.body.device,
      account: own ? last.by : last.body.account,
      key,
      label,
      enrolledAt: own ? last.at : last.body.enrolledAt,
      firstHand: introduced.length > 0,
      introducedAt: introduced.length > 0 ? Math.min(...introduced.map(introductionTime)) : null,
      broughtBy: said
        .filter(({ type }) => type === 'directory.device-enrolled')
        .map(({ via }) => via ?? null),
      granted,
      alarmKey
    }
  }

  #factsIn(name: string): Fact[] {
    return (this.#cells.get(name) ?? []).map(({ fact }) => fact)
  }

  #last<Type extends Fact['type']>(name: string, _type: Type): FactOf<Type> | undefined {
    return this.#cells.get(name)?.at(-1)?.fact as FactOf<Type> | undefined
  }

  #refold(name: string): void {
    const [kind = '', subject = ''] = [name.split(' ', 1)[0], name.slice(name.indexOf(' ') + 1)]
    if (kind === 'device' || kind === 'alarm' || kind === 'granted') this.changedPhones.add(subject)
    if (kind === 'account') this.#refoldAccount(subject, this.#factsIn(name) as Listing[])
    if (kind === 'gate') this.#refoldGate(subject, this.#factsIn(name) as (Registration | Retirement)[])
    const of = (cell: string) => this.#factsIn(`${cell} ${subject}`)
    if (kind === 'gate' || kind === 'decision')
      this.#gateEntries.set(subject, entriesShown(of('gate'), of('decision')))
    if (kind === 'reset') {
      const said = this.#factsIn(name) as FactOf<'directory.password-reset'>[]
      if (said.length === 0) return void this.#resets.delete(subject)
      const all = said.map((fact) => ({
        fact: fact.id,
        by: resetterOf(fact) ?? fact.by,
        at: resetTime(fact)
      }))
      this.#resets.set(subject, all)
    }
    if (kind === 'confirmed') {
      const said = this.#factsIn(name) as FactOf<'directory.records-confirmed'>[]
      const all = said.flatMap(({ by, body }) => body.records.map((id) => [id, by] as const))
      // The first to confirm a record counts.
      this.#confirmed.set(subject, new Map(all.reverse()))
    }
    if (kind === 'group') {
      const named = this.#last(name, 'directory.gate-group-named')?.body
      if (named?.gates.length) this.#groups.set(subject, named)
      else this.#groups.delete(subject)
    }
    if (kind === 'address') {
      const url = this.#last(name, 'directory.local-address-set')?.body.url
      if (url) this.#addresses.set(subject, url)
      else this.#addresses.delete(subject)
    }
    if (kind === 'modem') {
      const phone = this.#last(name, 'directory.gate-modem-set')?.body.phone
      if (phone) this.#modems.set(subject, phone)
      else this.#modems.delete(subject)
    }
    if (kind === 'decision') this.#refoldDecision(subject, this.#factsIn(name) as Deciding[])
    if (kind === 'acceptance') {
      const tests = this.#factsIn(name) as FactOf<'directory.acceptance-recorded'>[]
      if (tests.length === 0) return void this.#acceptances.delete(subject)
      const all = tests.map(({ id, by, at, body }) => ({ fact: id, by, at, body }))
      this.#acceptances.set(subject, all.reverse())
    }
  }

  #refoldAccount(account: string, listings: readonly Listing[]): void {
    const last = listings.at(-1)
    this.#accounts.delete(account)
    this.#rolesSince.delete(account)
    if (!last) return
    const other = listings.findLastIndex(({ body }) => rolesIn(body) !== rolesIn(last.body))
    this.#accounts.set(account, last.body)
    this.#rolesSince.set(account, idTime(listings[other + 1]!.id))
  }

  /** The latest decision counts that nobody withdrew; of withdrawals, only the order among themselves. */
  #refoldDecision(gate: string, facts: readonly Deciding[]): void {
    this.#decisions.delete(gate)
    this.#withdrawn.delete(gate)
    const withdrawals = facts.filter((fact) => fact.type === 'directory.gate-decision-withdrawn')
    const recorded = facts.filter((fact) => fact.type === 'directory.gate-decision-recorded')
    const gone = new Set(withdrawals.flatMap(({ body }) => body.decisions))
    const standing = recorded.filter(({ id }) => !gone.has(id))
    const [last, undone] = [standing.at(-1), recorded.length > 0 && withdrawals.at(-1)]
    const records = standing.map(({ id }) => id)
    if (last) this.#decisions.set(gate, { ...last.body, by: last.by, at: last.at, records })
    else if (undone) this.#withdrawn.set(gate, { by: undone.by, at: undone.at, reason: undone.body.reason })
  }

  #refoldGate(gate: string, facts: readonly (Registration | Retirement)[]): void {
    for (const known of [this.#gates, this.#machines, this.#retired]) known.delete(gate)
    const at = facts.findLastIndex(({ type }) => type === 'directory.gate-registered')
    const registered = facts[at] as Registration | undefined
    if (!registered) return
    const gone = facts[at + 1] as Retirement | undefined
    const { agent } = registered.body
    if (agent && !gone) this.#machines.set(gate, { agent, since: namedSince(agent, facts) })
    if (!gone) return void this.#gates.set(gate, registered.body)
    const { by, at: when, body } = gone
    this.#retired.set(gate, { gate: registered.body, by, at: when, reason: body.reason })
  }
}

type Introducing = FactOf<'directory.device-enrolled'> | FactOf<'directory.device-introduced'>
type Listing = FactOf<'directory.account-listed'>
type Registration = FactOf<'directory.gate-registered'>
type Retirement = FactOf<'directory.gate-retired'>
type Deciding = FactOf<'directory.gate-decision-recorded'> | FactOf<'directory.gate-decision-withdrawn'>

const rolesIn = ({ roles }: ListedAccount) => [...roles].sort().join()

/** Returns the name of the cell that a fact changes; null when a directory does not hold what it says. */
function cellOf(fact: Fact): string | null {
  switch (fact.type) {
    case 'directory.unit-named':
      return 'unit'
    case 'directory.unit-history-named':
      return 'history'
    case 'directory.contacts-set':
      return 'contacts'
    case 'directory.hui-words-chosen':
      return 'words'
    case 'directory.alarm-keys-allowed':
      return 'allowed'
    case 'directory.sealing-key-set':
      return 'sealing'
    case 'directory.quarter-removed':
      return 'removals'
    case 'directory.account-listed':
      return `account ${fact.body.account}`
    case 'directory.gate-registered':
    case 'directory.gate-retired':
      return `gate ${fact.body.gate}`
    case 'directory.gate-group-named':
      return `group ${fact.body.group}`
    case 'directory.local-address-set':
      return `address ${fact.body.gate}`
    case 'directory.gate-modem-set':
      return `modem ${fact.body.gate}`
    case 'directory.gate-decision-recorded':
    case 'directory.gate-decision-withdrawn':
      return `decision ${fact.stream.slice('gate/'.length)}`
    case 'directory.acceptance-recorded':
      return `acceptance ${fact.stream.slice('gate/'.length)}`
    case 'directory.records-confirmed':
      return `confirmed ${fact.stream.slice('device/'.length)}`
    case 'directory.password-reset':
      return `reset ${fact.body.account}`
    case 'directory.alarm-key-set':
      return `alarm ${phoneOf(fact)}`
    case 'directory.device-enrolled':
      return `device ${phoneOf(fact)}`
    case 'directory.device-introduced':
      return `device ${phoneOf(introducedBy(fact))}`
    default:
      return isGrant(fact) ? `granted ${phoneOf(fact)}` : null
  }
}
