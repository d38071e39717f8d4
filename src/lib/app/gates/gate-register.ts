import type { Gate } from '#lib/domain/directory/directory.ts'
import { gateMachines } from '#lib/domain/gates/contract/gate-machine.ts'
import { maxKeepers } from '#lib/domain/directory/gate-facts.ts'
import { maxReason } from '#lib/domain/directory/limits.ts'
import type { Role } from '#lib/domain/roles.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { Outcome } from '../notebook/record.ts'
import { isVisible, cleanText } from '../notebook/clean-text.ts'

/** Limits on the texts of a gate, in UTF-16 units. */
export const gateLimits = { name: 80, place: 120, reason: maxReason, keepers: maxKeepers }

/** The form of a gate; '' is nothing. */
export interface GateForm {
  name: string
  kind: Gate['kind'] | ''
  place: string
  keepers: string[]
  hamlet: string
  /** The account of its machine. */
  agent: string
}

export const gateForm = (gate?: Gate): GateForm => ({
  name: gate?.name ?? '',
  kind: gate?.kind ?? '',
  place: gate?.place ?? '',
  keepers: [...(gate?.keepers ?? [])],
  hamlet: gate?.hamlet ?? '',
  agent: gate?.agent ?? ''
})

const mayKeep: readonly Role[] = ['keeper', 'hamlet', 'officer', 'commander']

/** Lists the accounts that may keep a gate: keepers first, then by name; its present keepers stay in the list. */
export function keepersOf(
  notebook: Pick<Notebook, 'directory' | 'nameOf'>,
  kept: readonly string[] = []
): string[] {
  const { accounts } = notebook.directory
  const rank = (account: string) => {
    const held = accounts.get(account)?.roles ?? []
    return mayKeep.findIndex((role) => held.includes(role))
  }
  const all = [...accounts.keys()].filter((account) => rank(account) >= 0 || kept.includes(account))
  const byRank = (account: string) => (rank(account) < 0 ? mayKeep.length : rank(account))
  return all.sort(
    (a, b) => byRank(a) - byRank(b) || notebook.nameOf(a).localeCompare(notebook.nameOf(b), 'vi')
  )
}

/** Lists the hamlets that have a team, and the one that a gate names already. */
export function hamletsOf({ directory }: Pick<Notebook, 'directory'>, named: string): string[] {
  const teams = [...directory.accounts.values()].flatMap(({ hamlet }) => hamlet ?? [])
  return [...new Set([...teams, ...(named ? [named] : [])])].sort((a, b) => a.localeCompare(b, 'vi'))
}

/** Lists the accounts of the unit's machines at gates, by name. */
export function machinesOf(notebook: Pick<Notebook, 'directory' | 'nameOf'>): string[] {
  const machines = [...notebook.directory.accounts.values()].filter(({ roles }) => roles.includes('agent'))
  return machines
    .map(({ account }) => account)
    .sort((a, b) => notebook.nameOf(a).localeCompare(notebook.nameOf(b), 'vi'))
}

/** Returns the names of the gates that a machine moves; @param device the id of its key */
export function gatesMovedBy({ directory }: Pick<Notebook, 'directory'>, device: string): string[] {
  const moved = [...gateMachines(directory)].filter(([, { id }]) => id === device)
  return moved.map(([gate]) => directory.gates.get(gate)?.name ?? gate)
}

/** Returns the names of a gate's keepers; '' where there are none. */
export const keeperNames = (notebook: Pick<Notebook, 'nameOf'>, gate?: Gate): string =>
  (gate?.keepers ?? []).map((account) => notebook.nameOf(account)).join(', ')

/**
 * Tells whether another gate in use has that name: in an alarm nobody could tell the two apart. @param own id of the
 * gate that is named
 */
export function isNameTaken(
  { directory }: Pick<Notebook, 'directory'>,
  name: string,
  own: string | undefined
): boolean {
  const spoken = (text: string) => cleanText(text).replace(/\s+/g, ' ').toLocaleLowerCase('vi')
  const others = [...directory.gates.values()].filter(({ gate }) => gate !== own)
  return others.some((other) => spoken(other.name) === spoken(name))
}

/** The unit's register of gates. */
export class GateRegister {
  constructor(private readonly parts: BookDeps) {}

  /**
   * Registers a gate, or updates one: the latest record counts. @param id null for a new gate, whose opaque id is made
   * here
   */
  register(
    { name, kind, place, keepers, hamlet, agent }: GateForm & { kind: Gate['kind'] },
    id: string | null
  ): Promise<Outcome> {
    const { unit, clock, record } = this.parts
    const gate = id ?? `cong-${uuidv7(clock.now(), clock.random(10)).slice(-12)}`
    const body: Gate = {
      gate,
      name: cleanText(name),
      kind,
      ...(isVisible(place) && { place: cleanText(place) }),
      ...(keepers.length > 0 && { keepers }),
      ...(hamlet && { hamlet }),
      ...(agent && kind === 'motor' && { agent })
    }
    return record({
      unit,
      book: 'directory',
      stream: `gate/${gate}`,
      type: 'directory.gate-registered',
      body
    })
  }

  /** Takes a gate out of use; its log stays. */
  retire(gate: string, reason: string): Promise<Outcome> {
    const body = { gate, reason: cleanText(reason) }
    const place = { unit: this.parts.unit, book: 'directory', stream: `gate/${gate}` } as const
    return this.parts.record({ ...place, type: 'directory.gate-retired', body })
  }
}
