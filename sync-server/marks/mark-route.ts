import type { ServerResponse } from 'node:http'
import * as v from 'valibot'
import { MarkRequest, markedNumber } from '#lib/domain/hui/person/marks.ts'
import { IdentityMarked } from '#lib/domain/hui/facts/remarks.ts'
import { rolesIn } from '#lib/domain/roles.ts'
import { fail, sendJson } from '../gateway/respond.ts'
import { parsed } from '../gateway/small-body.ts'
import type { Handler } from '../router.ts'
import type { Holder } from '../sessions/holder.ts'
import type { Sessions } from '../sessions/sessions.ts'
import { withApproved } from '../sessions/with-holder.ts'
import { allowance } from './allowance.ts'
import { markFor, type MarkMaking } from './mark-for.ts'

/**
 * `POST /marks`, with the session of an approved device: takes a `MarkRequest` and answers `{mark, proof}`. The number
 * is neither kept nor logged. 400 for what is no number, 401 when signed out, 403 for whoever may not write marks in that unit, 404
 * where its key does not lie here, 429 with Retry-After to an account that asks too often: the answers would tell which
 * number a mark is of to whoever may ask without end.
 */
export function markRoute(
  sessions: Pick<Sessions, 'holderOf'>,
  making: MarkMaking,
  now: () => number
): Handler {
  const { take } = allowance(now)
  return withApproved(sessions, ({ account, roles }: Holder, text: string, outgoing: ServerResponse) => {
    const asked = v.safeParse(MarkRequest, parsed(text))
    if (!asked.success) return fail(outgoing, 400, 'bad_request', 'a kind and a number are expected')
    const { unit, person, kind, number } = asked.output
    const mayMark = rolesIn(unit, roles).some((role) => IdentityMarked.rights.writers.includes(role))
    if (!mayMark) return fail(outgoing, 403, 'forbidden', 'not-allowed')
    const digits = markedNumber(kind, number)
    if (digits === null) return fail(outgoing, 400, 'bad_request', 'no number of its kind')
    const seconds = take(account)
    if (seconds > 0)
      return fail(outgoing, 429, 'too_many_requests', `wait ${seconds} s`, { 'retry-after': `${seconds}` })
    const made = markFor(making, { unit, person, kind, number: digits })
    if (made === null) return fail(outgoing, 404, 'not_found', 'no key of this unit')
    sendJson(outgoing, made)
  })
}
