/**
 * All bounds of the indicators: shares and ratios in percent, days, counts. `least…` is the smallest sample of which an
 * indicator says anything. Starting points, calibrated with random honest books; whole numbers, so that a fact can set them.
 */
export const thresholds = {
  /** For how many days after its end a line still counts where the worst line does. */
  lines: { recentDays: 365 },
  /** Red takes as many names: one unseen member with many parts is no row of ghosts. */
  R1: { amber: 10, red: 25, leastParts: 10, leastRedPeople: 4 },
  /** `similar`: of two names at one address; an address of more people than `mostInHouse` names no house. */
  R2: { amber: 1, red: 2, similar: 90, mostInHouse: 30 },
  /** Red takes more than this share of all pots that went by transfer, too. */
  R3: { amber: 1, red: 2, redShare: 5 },
  /** A host's three or four parts come early by chance now and then: red takes more wins. */
  R4: { amber: 150, red: 250, leastWins: 3, leastRedWins: 5 },
  R5: { amber: 10, red: 30, waitDays: 3, leastPayouts: 15 },
  R6: { amber: 20, red: 40, leastRounds: 8 },
  R7: { amber: 5, red: 10, ratio: 200, days: 182 },
  /** One member who stops paying is bad luck, and an advance of last week is none: see `leastPeople` and `afterDays`. */
  R9: { amber: 50, red: 100, afterDays: 14, leastRounds: 6, leastPeople: 3 },
  /** `leastPeriod`: payouts of lines with shorter periods lie beside any opening by chance alone. */
  R10: { amber: 2, red: 4, apartDays: 2, share: 80, days: 90, leastPeriod: 14 },
  /** Percent of the face a round. */
  R11: { amber: 0, red: 2, rounds: 4 },
  R13: { amber: 10, red: 25, amberDays: 5, redDays: 15, rounds: 3, leastDues: 12, leastPeople: 6 },
  R14: { amber: 1, red: 2, redDays: 7 },
  R15: { amber: 20, red: 50, leastRecords: 20 },
  R16: { parts: 3, days: 60 },
  R17: { amber: 30, red: 60, lines: 3, leastMembers: 10 },
  R18: { amber: 1, red: 3 },
  R19: { amber: 1, waitDays: 7 },
  R21: { redDays: 60 },
  R22: { amber: 2, red: 5, graceDays: 7, leastEntries: 50 }
}
export type Thresholds = typeof thresholds

/** Returns the thresholds with some of them set otherwise. */
export function thresholdsWith(changes: { [Id in keyof Thresholds]?: Partial<Thresholds[Id]> }): Thresholds {
  const ids = Object.keys(thresholds) as (keyof Thresholds)[]
  return Object.fromEntries(ids.map((id) => [id, { ...thresholds[id], ...changes[id] }])) as Thresholds
}
