import * as v from 'valibot'
import { fact } from '../fact.ts'
import { commander } from '../roles.ts'
import { id } from '../shapes.ts'

/** Most records that one confirmation names. */
export const maxConfirmed = 1_500

/**
 * Confirms records of a phone that is out: they were written before, though the server took them only afterwards. Names
 * each, since the phone's key could sign another one with the same number.
 */
export const RecordsConfirmed = fact(
  'directory.records-confirmed',
  { stream: 'device', writers: commander },
  v.strictObject({ records: v.pipe(v.array(id), v.minLength(1), v.maxLength(maxConfirmed)) })
)
