import { isClosedInAlarm } from '#lib/domain/alarms/words-on-gates.ts'
import type { GateInAlarm } from '#lib/domain/alarms/timeline.ts'
import { statusOf } from '../gates/gate-statuses.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'

/** How many gates of an alarm this phone knows, how many of them are closed, and how many by a person's word alone. */
export interface ClosedGates {
  all: number
  closed: number
  byWord: number
}

/** Counts the closed gates of an alarm, for every screen that tells of it; a component that asks is redrawn as they change. */
export function closedGates(notebook: Notebook, gates: readonly GateInAlarm[]): ClosedGates {
  const known = gates.flatMap(({ gate, said }) => {
    const found = notebook.directory.gates.get(gate)
    return found ? [{ kind: found.kind, said, status: statusOf(notebook, found) }] : []
  })
  const closed = known.filter(isClosedInAlarm)
  return {
    all: known.length,
    closed: closed.length,
    byWord: closed.filter(({ kind }) => kind === 'hand').length
  }
}
