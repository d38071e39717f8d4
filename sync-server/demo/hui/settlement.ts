import { daysLater } from '#lib/domain/hui/calendar.ts'
import type { NewFact } from '../../fact-writer.ts'
import { agreementIn, roundsIn } from './course.ts'
import type { DemoEntry } from './entries.ts'
import { at } from './line-history.ts'

/**
 * Returns the entries of a stopped line whose host agrees to give three members back what they paid for the round that was
 * not handed over; the third has not signed yet.
 */
export function settledLine(course: readonly NewFact[]): DemoEntry[] {
  const { host } = agreementIn(course)
  const last = roundsIn(course).at(-1)!
  const stop = course.at(-1)!
  if (stop.type !== 'hui.line-stopped') throw new Error('the line goes on')
  const on = daysLater(stop.body.on, 15)
  const paid = course
    .flatMap((entry) =>
      entry.type === 'hui.contribution-received' && entry.body.k === last.k ? [entry.body] : []
    )
    .slice(0, 3)
  const shares = paid.map(({ holder, amount }) => ({
    from: host,
    to: holder,
    on: daysLater(on, 60),
    amount
  }))
  const signed = [host, ...paid.slice(0, 2).map(({ holder }) => holder)]
  const said = { by: 'officer', how: 'paper' } as const
  return [
    ...course,
    { stream: stop.stream, type: 'hui.settlement-agreed', body: { on, said, shares, signed }, at: at(on, 9) }
  ]
}
