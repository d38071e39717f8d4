import { gateOf } from '../gates/gate-store.svelte.ts'
import type { Device, Directory, Gate } from '#lib/domain/directory/directory.ts'
import { isBarred } from '#lib/domain/devices/barring.ts'
import type { LatestReport, GateReportStatus } from '#lib/domain/gates/latest-report.ts'
import { police } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'

/** A task for the person who holds this phone. */
export type Task =
  | { kind: 'refused'; count: number }
  /** Records unsent for long; `since` is when the oldest was written, Unix ms. */
  | { kind: 'unsent'; count: number; since: number }
  | { kind: 'gate'; gate: Gate; word: LatestReport<StoredFact> }
  | { kind: 'phone'; device: Device }

export interface TaskSources {
  refused: number
  /** Waiting records, oldest first. */
  waiting: readonly StoredFact[]
  /** The gates that this account reads, each with its latest report. */
  words: readonly { gate: Gate; word: LatestReport<StoredFact> | null }[]
  /** Phones that this account may admit. */
  phones: readonly Device[]
  /** Unix ms. */
  now: number
}

/** How long a record may wait before it becomes a task, ms: until then its phone may merely be out of signal. */
const patience = 3_600_000

/** Returns what needs attention now, ordered by what would be lost first. */
export function tasksOf({ refused, waiting, words, phones, now }: TaskSources): Task[] {
  const unsent = waiting.filter(({ id }) => idTime(id) < now - patience)
  const said = words.flatMap(({ gate, word }): Task[] => (word ? [{ kind: 'gate', gate, word }] : []))
  const standing = (wanted: GateReportStatus) =>
    said.filter((task) => task.kind === 'gate' && task.word.standing === wanted)
  return [
    ...(refused > 0 ? [{ kind: 'refused', count: refused } as const] : []),
    ...(unsent[0] ? [{ kind: 'unsent', count: unsent.length, since: idTime(unsent[0].id) } as const] : []),
    ...standing('fault'),
    ...standing('opened'),
    ...standing('unknown'),
    ...phones.map((device) => ({ kind: 'phone', device }) as const)
  ]
}

/** Returns the tasks of an open notebook. @param now Unix ms */
export function tasksIn(notebook: Notebook, now: number): Task[] {
  const { sync, directory } = notebook
  const gates = notebook.mayRead('gates') ? ownGates(notebook) : []
  return tasksOf({
    refused: sync.counts.refused,
    waiting: sync.counts.pending > 0 ? sync.waiting : [],
    words: gates.map((gate) => ({ gate, word: gateOf(notebook, gate.gate).word })),
    phones: notebook.mayWrite('directory.device-approved') ? phonesWaiting(directory) : [],
    now
  })
}

/**
 * Returns the gates that a person answers for: of a keeper those that name them; any gate where none names its keepers. Police
 * answer for all, and who is neither sees all.
 */
export function ownGates({
  directory,
  identity,
  roles
}: Pick<Notebook, 'directory' | 'identity' | 'roles'>): Gate[] {
  const all = [...directory.gates.values()]
  if (!roles.includes('keeper') || police.some((role) => roles.includes(role))) return all
  const kept = all.filter(({ keepers }) => keepers?.includes(identity.account))
  return all.some(({ keepers }) => keepers?.length) ? kept : all
}

/**
 * Returns the phones of the unit's people that wait for approval, the longest first; a server's key is none. Approving
 * one of a suspended account would not let it in: it waits again once the account is restored.
 */
export function phonesWaiting(known: Directory): Device[] {
  const waiting = known.devices.filter(
    ({ account, admitted, barrings }) =>
      known.accounts.has(account) &&
      !admitted &&
      !isBarred(barrings) &&
      // Asks as `isSuspended` does, whose file the first screen does without.
      !isBarred(known.barrings.accounts.get(account))
  )
  return waiting.sort((a, b) => (a.enrolledAt < b.enrolledAt ? -1 : 1))
}
