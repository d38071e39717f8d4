import * as v from 'valibot'
import { SealCheck, type SealCheckAnswer } from '#lib/domain/directory/seals/seal-check.ts'
import { rolesIn } from '#lib/domain/roles.ts'
import { fail, sendJson } from '../gateway/respond.ts'
import { parsed } from '../gateway/small-body.ts'
import type { Handler } from '../router.ts'
import type { Sessions } from '../sessions/sessions.ts'
import { withApproved } from '../sessions/with-holder.ts'
import type { Seals } from './seals.ts'

/** Longest request, bytes: the largest facts by number. */
const mostBytes = 64 * 1024

/**
 * `POST /seals`, with the session of an approved device: takes a `SealCheck` of a unit where its account holds a role and
 * answers a `SealCheckAnswer`. 400 for a malformed request, 401 when signed out, 403 for another unit.
 */
export function sealsRoute(sessions: Pick<Sessions, 'holderOf'>, seals: Pick<Seals, 'isRight'>): Handler {
  return withApproved(
    sessions,
    ({ roles }, text, outgoing) => {
      const asked = v.safeParse(SealCheck, parsed(text))
      if (!asked.success) return fail(outgoing, 400, 'bad_request', 'sealed facts of a unit are expected')
      const { unit, facts } = asked.output
      if (rolesIn(unit, roles).length === 0) return fail(outgoing, 403, 'forbidden', 'not-allowed')
      const right = facts.filter((fact) => seals.isRight({ ...fact, unit })).map(({ id }) => id)
      sendJson(outgoing, { right } satisfies v.InferOutput<typeof SealCheckAnswer>)
    },
    mostBytes
  )
}
