import { isClosedInAlarm } from '#lib/domain/alarms/words-on-gates.ts'
import type { GateInAlarm } from '#lib/domain/alarms/timeline.ts'
import type { Gate } from '#lib/domain/directory/directory.ts'
import { statusOf } from '../gates/gate-statuses.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'

/** How many gates of an alarm this phone knows, how many of them are closed, and how many by a person's word alone. */
export interface ClosedGates {
  all: number
  closed: number
  byWord: number
  /** The others, with what was said of them. */
  open: readonly { gate: Gate; said: GateInAlarm['said'] }[]
}

/** Counts the closed gates of an alarm, for every screen that tells of it; a component that asks is redrawn as they change. */
export function closedGates(notebook: Notebook, gates: readonly GateInAlarm[]): ClosedGates {
  const known = gates.flatMap(({ gate: id, said }) => {
    const gate = notebook.directory.gates.get(id)
    return gate ? [{ gate, kind: gate.kind, said, status: statusOf(notebook, gate) }] : []
  })
  const closed = known.filter(isClosedInAlarm)
  return {
    all: known.length,
    closed: closed.length,
    byWord: closed.filter(({ kind }) => kind === 'hand').length,
    open: known.filter((gate) => !isClosedInAlarm(gate))
  }
}
