import type { Gate } from '#lib/domain/directory/directory.ts'
import { countsClosed, countsOpen, gateStatus, type GateStatus } from '#lib/domain/gates/gate-status.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import { GateControls } from './gate-controls.ts'
import { gateOf } from './gate-store.svelte.ts'

/** A gate's status, with the records that this phone holds. */
export type StoredGateStatus = GateStatus<StoredFact>

/** Returns how a gate stands now, for every screen, count and task; a component that asks is redrawn as it changes. */
export function statusOf(notebook: Notebook, { gate, kind }: Pick<Gate, 'gate' | 'kind'>): StoredGateStatus {
  const listens = kind === 'motor' && notebook.mayRead('gates')
  const control = listens ? notebook.open(GateControls).gate(gate) : null
  return gateStatus({
    kind,
    latest: gateOf(notebook, gate).latest,
    shown: control?.shown ?? null,
    heard: control?.lastHeard ?? null,
    isConnected: control?.line === 'open',
    closesAt: control?.closesAt ?? null,
    schedule: control?.schedule ?? null,
    now: notebook.now()
  })
}

/** Counts the unit's gates by how they stand; null until the records of all have been read. */
export function gateCounts(
  notebook: Notebook
): { open: number; closed: number; unknown: number; all: number } | null {
  const gates = [...notebook.directory.gates.values()]
  if (!gates.every(({ gate }) => gateOf(notebook, gate).latestArrived)) return null
  const statuses = gates.map((gate) => statusOf(notebook, gate))
  const [open, closed] = [statuses.filter(countsOpen).length, statuses.filter(countsClosed).length]
  return { open, closed, unknown: statuses.length - open - closed, all: statuses.length }
}
