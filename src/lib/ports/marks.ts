import type { MarkKind } from '#lib/domain/hui/person/marks.ts'

/**
 * The mark that the unit's server makes of a number, or why there is none now. `unreachable`: it takes a network;
 * `throttled`: this account has asked too often; `no-key`: the unit's key does not lie on that server; `trouble`: the
 * server answered something unusable.
 */
export type MarkOutcome =
  | { ok: true; mark: string; proof: string }
  | { ok: false; code: 'unreachable' | 'signed-out' | 'not-allowed' | 'no-key' | 'trouble' }
  | { ok: false; code: 'throttled'; seconds: number }

/** Asks the server once for the mark of a number of a person, and keeps the number nowhere. */
export type AskMark = (asked: {
  unit: string
  person: string
  kind: MarkKind
  number: string
}) => Promise<MarkOutcome>
