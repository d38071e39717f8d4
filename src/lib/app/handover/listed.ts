import type { Gate } from '#lib/domain/directory/directory.ts'
import { groupsOf, type StoredHuiGroup } from '../hui/group-register.svelte.ts'
import { huiOf, type LineOutline } from '../hui/hui-book.svelte.ts'
import { IncidentStore, type IncidentOutline } from '../incidents/incident-store.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { StoredHandover } from './handover-store.svelte.ts'

/** The items of a handover by id; null for one that this phone does not have. */
export interface ListedWork {
  files: readonly { id: string; file: IncidentOutline | null }[]
  /** Each line as it stood when it was handed over. */
  lines: readonly { id: string; line: LineOutline | null }[]
  gates: readonly { id: string; gate: Gate | null }[]
  /** Each group as it stood that day. */
  groups: readonly { id: string; group: StoredHuiGroup | null }[]
}

const vietnam = 7 * 3_600_000

/** Looks up what a handover lists; null until it has been read. */
export function listedWork(notebook: Notebook, { fact, body }: StoredHandover): ListedWork | null {
  const incidents = notebook.open(IncidentStore)
  const [hui, register] = [huiOf(notebook), groupsOf(notebook)]
  const { gates, retired } = notebook.directory
  // Asks all, so that all are being read.
  const lines = [...new Set(body.lines)].map((id) => hui.line(id))
  const arrived = [incidents, register, ...lines].map((one) => one.arrived)
  if (!notebook.ready || arrived.includes(false)) return null
  const files = new Map(incidents.list.map((file) => [file.id, file]))
  const then = Date.parse(fact.at)
  const day = new Date(then + vietnam).toISOString().slice(0, 10)
  return {
    files: [...new Set(body.files)].map((id) => ({ id, file: files.get(id) ?? null })),
    lines: lines.map((line) => ({ id: line.id, line: line.at(then) })),
    gates: [...new Set(body.gates)].map((id) => ({
      id,
      gate: gates.get(id) ?? retired.get(id)?.gate ?? null
    })),
    groups: [...new Set(body.groups)].map((id) => ({ id, group: register.get(id, day) ?? null }))
  }
}
