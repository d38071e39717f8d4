import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { policeAndHost } from '../../roles.ts'
import { freeText, id } from '../../shapes.ts'
import { maxParts, partNo } from './amounts.ts'
import { naming, told } from './told.ts'

/** Longest texts of a lot, UTF-16 units, and the most witnesses. */
export const lotLimits = { slips: 500, seed: 200, words: 1000, witnesses: 20 } as const

/** A SHA-256 in hex. */
export const commitPattern = /^[0-9a-f]{64}$/

/**
 * Holds what a group that does not meet publishes: before the draw `commit`, SHA-256 of the seed in hex; then the members'
 * `words`, in the order of the post; then the `seed`. `verifyLot` says which part that is.
 */
const remote = v.strictObject({
  commit: v.pipe(v.string(), v.regex(commitPattern)),
  seed: freeText(lotLimits.seed),
  words: freeText(lotLimits.words)
})

/**
 * Records a lot for who takes round `k` (Điều 19, 20 NĐ 19/2019): between which `parts`, and the part `drawn`. Drawn
 * before named witnesses, `slips` noting what was on the slips and where they are kept; or, for a group that does not
 * meet, by `remote`. The record of the round may refer to it.
 */
export const LotDrawn = fact(
  'hui.lot-drawn',
  {
    stream: 'line',
    writers: policeAndHost,
    names: naming<{ witnesses: string[] }>(({ witnesses }) => witnesses)
  },
  v.pipe(
    v.strictObject({
      ...told,
      k: partNo,
      parts: v.pipe(v.array(partNo), v.minLength(2), v.maxLength(maxParts)),
      drawn: partNo,
      witnesses: v.pipe(v.array(id), v.maxLength(lotLimits.witnesses)),
      slips: v.optional(freeText(lotLimits.slips)),
      remote: v.optional(remote)
    }),
    v.check(({ witnesses, remote }) => witnesses.length > 0 || remote !== undefined)
  )
)
