/** One place where the tree breaks a rule of the house. */
export interface Offence {
  /** The folder, file or name that breaks it. Stable, so that `known.json` can list it. */
  subject: string
  /** Names the fault and its cure, in one line. */
  message: string
}

/** Offences that stay until somebody mends them, as subjects by rule. The list may only shrink. */
export type Known = Readonly<Record<string, readonly string[] | undefined>>

export interface Verdict {
  /** Lines to print; empty when the rule holds. */
  complaints: string[]
  /** How many offences `known.json` lists. */
  known: number
}

/** Compares what a rule found with the known offences: complains about new ones and about entries no longer needed. */
export function judge(rule: string, offences: readonly Offence[], known: Known): Verdict {
  const listed = new Set(known[rule])
  const found = new Set(offences.map(({ subject }) => subject))
  const fresh = offences.filter(({ subject }) => !listed.has(subject)).map(({ message }) => message)
  const mended = [...listed]
    .filter((subject) => !found.has(subject))
    .map((subject) => `${subject} no longer breaks “${rule}”: remove it from scripts/house/known.json.`)
  return { complaints: [...new Set(fresh), ...mended], known: listed.size }
}
