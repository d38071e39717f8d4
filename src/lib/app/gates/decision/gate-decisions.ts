import type { GateDecision } from '#lib/domain/directory/directory.ts'
import { maxDecisionNumber, maxDecisions, maxMayOrder, maxReason } from '#lib/domain/directory/limits.ts'
import type { BookDeps } from '../../notebook/book-deps.ts'
import { cleanText } from '../../notebook/clean-text.ts'
import type { Outcome } from '../../notebook/record.ts'

/** Limits on the texts of a decision, in UTF-16 units. */
export const decisionLimits = { number: maxDecisionNumber, mayOrder: maxMayOrder, reason: maxReason }

/** The form of a decision; `from` and `to` are hours as typed. */
export interface GateDecisionForm {
  number: string
  date: string
  from: string
  to: string
  mayOrder: string
}

/** Returns the form of the decision in force, or that of a first one, with the hours of most gates. */
export const gateDecisionForm = (known?: GateDecision): GateDecisionForm => ({
  number: known?.number ?? '',
  date: known?.date ?? '',
  from: known?.hours.from ?? '22:00',
  to: known?.hours.to ?? '05:00',
  mayOrder: known?.mayOrder ?? ''
})

/** Reads an hour as people write it: `22:00`, `22h`, `2200`, `22 giờ 30`. Returns `22:00`, or '' for no hour of a day. */
export function typedHour(text: string): string {
  // Three digits in one go are no hour: 220 may be the beginning of 2200.
  const [hour = '', minute = '00'] =
    /^(?:(\d\d)(\d\d)|(\d{1,2})(?:\D{1,5}(\d\d))?\D{0,5})$/
      .exec(text.trim())
      ?.slice(1)
      .filter((part) => part !== undefined) ?? []
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return ''
  return `${hour.padStart(2, '0')}:${minute}`
}

/** The decisions of the People's Committee on the unit's gates. */
export class GateDecisions {
  constructor(private readonly parts: BookDeps) {}

  /** Records the decision on a gate, which replaces the one before. */
  record(gate: string, { number, date, from, to, mayOrder }: GateDecisionForm): Promise<Outcome> {
    const hours = { from: typedHour(from), to: typedHour(to) }
    const body = { number: cleanText(number), date, hours, mayOrder: cleanText(mayOrder) }
    return this.parts.record({ ...this.#place(gate), type: 'directory.gate-decision-recorded', body })
  }

  /** Records that none of those decisions on a gate is in force any more, see `GateDecision.records`. */
  withdraw(gate: string, records: readonly string[], reason: string): Promise<Outcome> {
    const body = { decisions: records.slice(-maxDecisions), reason: cleanText(reason) }
    return this.parts.record({ ...this.#place(gate), type: 'directory.gate-decision-withdrawn', body })
  }

  #place(gate: string) {
    return { unit: this.parts.unit, book: 'directory', stream: `gate/${gate}` } as const
  }
}
