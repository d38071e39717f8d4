import { isSuspended, type Gate } from '#lib/domain/directory/directory.ts'
import { listedRoles } from '#lib/domain/directory/role-ends.ts'
import { gateKeepers, mayRead, police, policeAndUbnd, type Role } from '#lib/domain/roles.ts'
import { groupsOf, type StoredHuiGroup } from '../hui/group-register.svelte.ts'
import { huiOf, type LineOutline } from '../hui/hui-book.svelte.ts'
import { IncidentStore, type IncidentOutline } from '../incidents/incident-store.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'

/** All that an account is in charge of and that is not over. */
export interface OpenWork {
  files: readonly IncidentOutline[]
  lines: readonly LineOutline[]
  gates: readonly Gate[]
  /** The hụi groups in which it sits. */
  groups: readonly StoredHuiGroup[]
}

/**
 * Collects an account's open work on this phone; null until everything has been read.
 * @param today ISO day
 */
export function openWorkOf(notebook: Notebook, account: string, today: string): OpenWork | null {
  const incidents = notebook.open(IncidentStore)
  const [hui, register] = [huiOf(notebook), groupsOf(notebook)]
  // Asks all, so that all are being read.
  const charges = [incidents.chargesKnown, hui.chargesKnown]
  const arrived = [incidents.arrived, ...charges, hui.arrived, register.arrived, notebook.ready]
  if (arrived.includes(false)) return null
  return {
    files: incidents.list.filter(
      ({ id, open, opening }) => open && incidents.chargeOf(id, opening.by) === account
    ),
    lines: hui.lines.filter((line) => isKept(line) && hui.chargeOf(line.id) === account),
    gates: gatesOf(notebook, account),
    groups: register.seatedIn(account, today)
  }
}

/** Returns the gates in use that name an account as their keeper. */
export const gatesOf = ({ directory }: Pick<Notebook, 'directory'>, account: string): Gate[] =>
  [...directory.gates.values()].filter(({ keepers }) => keepers?.includes(account))

/** Tells whether a line's ledger is still kept: a round is to come, or money of one is missing. */
const isKept = ({ complete, stopped, owed }: LineOutline) => (!complete && !stopped) || owed

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
  const needed = isPoliceWork(notebook, from, work) ? police : seatedRoles(work)
  const may = (account: string) =>
    listedRoles(directory, account, notebook.now()).some((role) => needed.includes(role))
  const fit = (account: string) => account !== from && may(account) && !isSuspended(directory, account)
  return [...directory.accounts.keys()]
    .filter(fit)
    .sort((a, b) => notebook.nameOf(a).localeCompare(notebook.nameOf(b), 'vi') || (a < b ? -1 : 1))
}

/** Returns the roles that may take over gates and seats: whoever takes over both needs to be police. */
const seatedRoles = ({ gates, groups }: Pick<OpenWork, 'gates' | 'groups'>): readonly Role[] =>
  groups.length === 0 ? gateKeepers : gates.length === 0 ? policeAndUbnd : police

/** Tells whether an account is listed with a role that reads the book of incidents, and so may confirm a handover. */
export const readsFiles = ({ directory }: Pick<Notebook, 'directory'>, account: string): boolean =>
  mayRead(listedRoles(directory, account, -Infinity), 'incidents')
