import type { Gate } from '#lib/domain/directory/directory.ts'
import { line } from '#lib/domain/hui/line.ts'
import type { Line } from '#lib/domain/hui/state.ts'
import { huiOf } from '../hui/hui-book.svelte.ts'
import { IncidentStore, type StoredIncident } from '../incidents/incident-store.svelte.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { StoredHandover } from './handover-store.svelte.ts'

/** The items of a handover by id; null for one that this phone does not have. */
export interface ListedWork {
  files: readonly { id: string; file: StoredIncident | null }[]
  /** Each line as it stood when it was handed over. */
  lines: readonly { id: string; line: Line | null }[]
  gates: readonly { id: string; gate: Gate | null }[]
}

/** Looks up what a handover lists; null until it has been read. */
export function listedWork(notebook: Notebook, { fact, body }: StoredHandover): ListedWork | null {
  const incidents = notebook.open(IncidentStore)
  const hui = huiOf(notebook)
  const { gates, retired } = notebook.directory
  // Asks both, so that both are being read.
  if ([incidents.arrived, hui.arrived, notebook.ready].includes(false)) return null
  const files = new Map(incidents.list.map((file) => [file.id, file]))
  const then = Date.parse(fact.at)
  return {
    files: [...new Set(body.files)].map((id) => ({ id, file: files.get(id) ?? null })),
    lines: [...new Set(body.lines)].map((id) => ({ id, line: line(hui.recordsOf(`line/${id}`), then) })),
    gates: [...new Set(body.gates)].map((id) => ({
      id,
      gate: gates.get(id) ?? retired.get(id)?.gate ?? null
    }))
  }
}
