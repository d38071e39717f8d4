import * as v from 'valibot'
import { id, slug } from '../shapes.ts'

/** The body of `POST /session/reset`: whose password, and the record `directory.password-reset` that orders it. */
export const ResetPassword = v.strictObject({ account: slug, fact: id })

/** The answer: the one-time password, said this once. */
export const PasswordWasReset = v.object({ password: v.pipe(v.string(), v.minLength(1), v.maxLength(100)) })

/**
 * Tells why a password was not reset, as the field `reason` of a 403. `not-approved`: the phone that asks is not approved;
 * `not-yours`: no account of a unit that is its home and that the holder commands, or the holder's own; `agent`: nobody can
 * type a password at a gate; `not-ordered`: the server has no such record of the last minutes, or has carried it out.
 */
export const resetPasswordRefusals = ['not-approved', 'not-yours', 'agent', 'not-ordered'] as const
export type ResetPasswordRefusal = (typeof resetPasswordRefusals)[number]
