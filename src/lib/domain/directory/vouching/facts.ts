import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { commander } from '../../roles.ts'
import { slug } from '../../shapes.ts'

/**
 * Orders, or tells of, a new password for an account of the unit. The server carries out a commander's once it has taken
 * this record, and writes one in its own name where the operator sets it. `orderedBy`: only in what the server writes, the
 * commander at home who ordered it, for the account's other units.
 */
export const PasswordReset = fact(
  'directory.password-reset',
  { stream: 'account', writers: commander },
  v.strictObject({ account: slug, orderedBy: v.optional(slug) })
)
