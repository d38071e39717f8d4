import * as v from 'valibot'
import { fact } from '../fact.ts'
import { busyBooks, serverAlone } from '../roles.ts'
import { count, deviceId, slug, freeText } from '../shapes.ts'

/** Most runs of numbers in one entry of the server: as many as fit into a record. */
export const maxRuns = 300
/** Most numbers in one run: no device writes as many records in a quarter. */
const maxRunLength = 1_000_000
export const retentionLimits = { who: 80, reason: 500 } as const

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const quarterName = v.pipe(v.string(), v.regex(/^\d{4}q[1-4]$/))

/**
 * A run of a device's numbers in its book, the last one included. `quarter`: the quarter of their ids, given where they
 * lay in another one because theirs had no database, as after a phone's clock had stopped.
 */
const run = v.pipe(
  v.strictObject({
    device: deviceId,
    by: slug,
    from: count,
    to: count,
    quarter: v.optional(quarterName)
  }),
  v.check(({ from, to }) => from <= to && to - from < maxRunLength)
)
export type Run = v.InferOutput<typeof run>

/**
 * Records that the server has removed a book's whole past quarter, with its photos: who wanted it, and every number
 * that it removed, so that none is missing without a reason. `anyway`: the reason for removing it although the
 * retention period was not over or records were missing.
 */
export const QuarterRemoved = fact(
  'directory.quarter-removed',
  { stream: 'unit', writers: serverAlone },
  v.strictObject({
    book: v.picklist(busyBooks),
    quarter: quarterName,
    who: freeText(retentionLimits.who),
    records: whole,
    photos: whole,
    anyway: v.optional(freeText(retentionLimits.reason)),
    taken: v.pipe(v.array(run), v.maxLength(maxRuns))
  })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const retentionFactTypes = [QuarterRemoved] as const
