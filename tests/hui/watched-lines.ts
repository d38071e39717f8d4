import { daysLater } from '#lib/domain/hui/calendar.ts'
import type { Agreement } from '#lib/domain/hui/state.ts'
import type { Indicator, IndicatorId } from '#lib/domain/hui/warning/indicator.ts'
import { hostWarnings, type HostWarning, type WarningContext } from '#lib/domain/hui/warning/warnings.ts'
import { agreement, dayOf, numberedId, TestLine } from './test-line.ts'

/** A line of a number: several of them have streams of their own. */
export class NumberedLine extends TestLine {
  constructor(agreed: Agreement, number = 1) {
    super(agreed)
    const stream = `line/${numberedId(100_000 + number)}`
    Object.assign(this, { stream })
    this.facts[0] = { ...this.facts[0]!, stream }
  }

  get id() {
    return this.stream.slice('line/'.length)
  }
}

export const host = numberedId(999)

/** A line of `n` whole parts of 1,000 đồng, begun long ago. */
export const lineOf = (n: number, other: Partial<Agreement> = {}, number = 1) =>
  new NumberedLine(agreement(n, 1_000, { startsOn: daysLater(dayOf(1), -400), ...other }), number)

/** As of a day; the day 60 of the tests unless told otherwise. */
export function warnings(lines: readonly TestLine[], other: Partial<WarningContext> = {}): HostWarning[] {
  const day = other.day ?? dayOf(60)
  const watched = lines.map((line) => ({ state: line.state, facts: line.facts }))
  return hostWarnings(watched, { asOf: Date.UTC(2100, 0, 1), day, ...other })
}

/** One indicator of the only host. */
export const found = (
  id: IndicatorId,
  lines: readonly TestLine[],
  other: Partial<WarningContext> = {}
): Indicator => warnings(lines, other)[0]!.indicators.find((one) => one.id === id)!

export const level = (...args: Parameters<typeof found>) => found(...args).level

/** Whole numbers from the first to the last. */
export const range = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
