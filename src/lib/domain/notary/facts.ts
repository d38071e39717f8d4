import * as v from 'valibot'
import { fact } from '../fact.ts'
import { books, commander, serverAlone } from '../roles.ts'
import { count, day, deviceId, id } from '../shapes.ts'

/**
 * Names what the notary finds. `unsealed`: written past the gateway; `changed`: not what the device signed; `uncertified`: nobody
 * had certified the device for that at that time; `fork`: two records with one number; `gap`: a number that is nowhere;
 * `far-date`: a time far from the one at which the server took the record.
 */
const flagKinds = ['unsealed', 'changed', 'uncertified', 'fork', 'gap', 'far-date'] as const
export type FlagKind = (typeof flagKinds)[number]

/** Most records, and most runs of numbers, that one flag names; `count` says how many there are. */
export const maxNamed = 20

/** A run of a device's numbers in one book, the last one included. */
const numbers = v.strictObject({ book: v.picklist(books), from: count, to: count })
export type BookNumbers = v.InferOutput<typeof numbers>

/**
 * Tells the commander, by the server, that the records of a device are not as they should be: one open a device, kind and day.
 * It names nobody, and nothing of what the records say. Without `device`: records of devices that no commander approved.
 */
export const FlagRaised = fact(
  'private.flag-raised',
  { stream: 'unit', writers: serverAlone },
  v.strictObject({
    kind: v.picklist(flagKinds),
    device: v.optional(deviceId),
    /** UTC, by the server's clock. */
    day,
    count,
    facts: v.pipe(v.array(id), v.maxLength(maxNamed)),
    numbers: v.pipe(v.array(numbers), v.maxLength(maxNamed))
  })
)

/** Records that the commander has looked at a flag and done what there was to do. */
export const FlagSettled = fact(
  'private.flag-settled',
  { stream: 'unit', writers: commander },
  v.strictObject({ flag: id })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const notaryFactTypes = [FlagRaised, FlagSettled] as const
