import { isSuspended, type Gate } from '#lib/domain/directory/directory.ts'
import { listedRoles } from '#lib/domain/directory/role-ends.ts'
import type { Line } from '#lib/domain/hui/state.ts'
import { gateKeepers, mayRead, police } from '#lib/domain/roles.ts'
import { huiOf } from '../hui/hui-book.svelte.ts'
import { IncidentStore, type StoredIncident } from '../incidents/incident-store.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'

/** All that an account is in charge of and that is not over. */
export interface OpenWork {
  files: readonly StoredIncident[]
  lines: readonly Line[]
  gates: readonly Gate[]
}

/** Collects an account's open work on this phone; null until everything has been read. */
export function openWorkOf(notebook: Notebook, account: string): OpenWork | null {
  const incidents = notebook.open(IncidentStore)
  const hui = huiOf(notebook)
  // Asks both, so that both are being read.
  const arrived = [incidents.arrived, hui.arrived, hui.chargesKnown, notebook.ready]
  if (arrived.includes(false)) return null
  return {
    files: incidents.list.filter(({ id, open }) => open && incidents.chargeOf(id) === account),
    lines: hui.lines.filter((line) => isKept(line) && hui.chargeOf(line.id) === account),
    gates: gatesOf(notebook, account)
  }
}

/** Returns the gates in use that name an account as their keeper. */
export const gatesOf = ({ directory }: Pick<Notebook, 'directory'>, account: string): Gate[] =>
  [...directory.gates.values()].filter(({ keepers }) => keepers?.includes(account))

/** Tells whether a line's ledger is still kept: a round is to come, or money of one is missing. */
const isKept = ({ complete, stopped, rounds }: Line) =>
  (!complete && !stopped) || rounds.some(({ settled }) => !settled)

/**
 * Tells whether an account's work is that of the police. Who was ever listed as police may have files on a phone that
 * was away, which go over as well.
 */
export const isPoliceWork = (
  { directory }: Pick<Notebook, 'directory'>,
  account: string,
  { files, lines }: Pick<OpenWork, 'files' | 'lines'>
): boolean =>
  files.length + lines.length > 0 ||
  listedRoles(directory, account, -Infinity).some((role) => police.includes(role))

/**
 * Returns the accounts that may receive the work, by name: listed, neither suspended nor with roles that are over, and
 * able to read what they get.
 */
export function eligibleSuccessors(
  notebook: Pick<Notebook, 'directory' | 'nameOf' | 'now'>,
  from: string,
  work: OpenWork
): string[] {
  const { directory } = notebook
  const needed = isPoliceWork(notebook, from, work) ? police : gateKeepers
  const may = (account: string) =>
    listedRoles(directory, account, notebook.now()).some((role) => needed.includes(role))
  const fit = (account: string) => account !== from && may(account) && !isSuspended(directory, account)
  return [...directory.accounts.keys()]
    .filter(fit)
    .sort((a, b) => notebook.nameOf(a).localeCompare(notebook.nameOf(b), 'vi') || (a < b ? -1 : 1))
}

/** Tells whether an account is listed with a role that reads the book of incidents, and so may confirm a handover. */
export const readsFiles = ({ directory }: Pick<Notebook, 'directory'>, account: string): boolean =>
  mayRead(listedRoles(directory, account, -Infinity), 'incidents')
