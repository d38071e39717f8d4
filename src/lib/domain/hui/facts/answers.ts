import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { policeAndHost } from '../../roles.ts'
import { freeText, id } from '../../shapes.ts'
import { huiLimits } from './amounts.ts'
import { naming, told } from './told.ts'

const line = { stream: 'line', writers: policeAndHost, names: naming() } as const

/**
 * Records that somebody confirms a record of this line as it stands. `another`: it is another payment than one that looks the
 * same, and counts from then on.
 */
export const EntryConfirmed = fact(
  'hui.entry-confirmed',
  line,
  v.strictObject({ ...told, entry: id, another: v.optional(v.literal(true)) })
)

/** Records that somebody says that a record of this line is not so; it goes on counting until it is reversed. */
export const EntryDenied = fact(
  'hui.entry-denied',
  line,
  v.strictObject({ ...told, entry: id, reason: freeText(huiLimits.reason) })
)
