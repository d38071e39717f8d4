import type { Dialect, DialectState } from './dialect.ts'

/** Code of what the operator must do: connect the gate to its controller. */
const notMapped = 'not-mapped'

const nothing: DialectState = {
  dialect: 'unmapped',
  position: null,
  motion: 'unknown',
  obstructed: null,
  assumed: false,
  deviceOnline: false,
  reportedAt: null,
  warnings: [notMapped]
}

/** A gate whose controller nobody has chosen yet: unknown, offline, and unable to move. */
export const unmapped: Dialect<DialectState> = {
  discovery: [],
  discover: () => [],
  topics: () => [],
  normalise: (state) => state,
  command: () => null,
  relays: () => [],
  orders: () => [],
  ask: () => [],
  given: nothing
}
