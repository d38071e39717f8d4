/**
 * A rule of law as screens name it beside a number. `article`: null while it is not known. `verified`: it was read in a
 * public source; without that the official gazette is still to be looked up. `reading`: the number is one way to read
 * it, for reference.
 */
export interface LawRule {
  decree: string
  article: string | null
  verified: boolean
  reading: boolean
}

const decree19 = { decree: 'NĐ 19/2019/NĐ-CP', verified: true } as const

/** The rules that stand beside numbers of hụi, but for fines: those change by day. */
export const huiRules = {
  /** Written notice to the commune. */
  notice: { ...decree19, article: 'Điều 14', reading: false },
  /** The host puts in what a member does not pay, unless agreed otherwise. */
  advance: { ...decree19, article: 'Điều 18', reading: false },
  /** The highest bid. No judgment that was found shows the arithmetic. */
  cap: { ...decree19, article: 'Điều 21', reading: true },
  /** Five times the highest rate asks for a review. */
  usury: { decree: 'BLHS', article: 'Điều 201', verified: true, reading: true }
} as const satisfies Record<string, LawRule>
