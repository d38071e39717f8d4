import * as v from 'valibot'
import { count } from '../../shapes.ts'

/** The interval between the rounds of a line; `season` is hụi mùa, three openings a year. */
export const periods = [
  'day',
  'week',
  'ten-days',
  'half-month',
  'month',
  'quarter',
  'four-months',
  'season'
] as const
export type Period = (typeof periods)[number]

/** A day agreed by the lunar calendar, kept beside the solar one; `leap`: in the leap month. */
export const lunarDay = v.strictObject({
  day: v.pipe(count, v.maxValue(30)),
  month: v.pipe(count, v.maxValue(12)),
  year: v.pipe(count, v.minValue(1900), v.maxValue(2199)),
  leap: v.boolean()
})
export type LunarDay = v.InferOutput<typeof lunarDay>
