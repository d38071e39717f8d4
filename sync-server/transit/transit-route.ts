import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ServerScope } from 'nano'
import * as v from 'valibot'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { maxBoxBytes, SealedBox, shareFull } from '#lib/domain/transit/box.ts'
import { fail, failUnread, sendJson } from '../gateway/respond.ts'
import { parsed, smallText } from '../gateway/small-body.ts'
import { charge } from '../gateway/turns/turn-of.ts'
import type { Handler } from '../router.ts'
import type { Sessions } from '../sessions/sessions.ts'
import { keepBox } from './boxes.ts'
import type { SealingKeys } from './sealing-keys.ts'
import { shareOf } from './share.ts'
import { nullIfMissing } from '../provision/apply.ts'
import type { Directories } from '../directories.ts'

/** Tells the sealing keys of units: those that lie here, and those that directories name. */
interface KnownKeys {
  sealing: Pick<SealingKeys, 'privateOf'>
  directories: Pick<Directories, 'of'>
}

/** Units that a box costs beside its bytes: it is opened and judged here. */
const perBox = 5
/** Allows for what a box has around its ciphertext, bytes. */
const aroundBytes = 1_024

/**
 * `/transit`, with the session of an approved device: POST takes a `SealedBox` of whatever unit, which its carrier cannot
 * read, and answers `{ok}` once it is kept; the same box once. 400 for a malformed one, 401 when signed out, 403 until the
 * device is approved, 404 for a unit or a key that is not here, 429 `share-full` with Retry-After while too many of that
 * phone's wait, see `shareOf`: another's may be taken.
 */
export function transitRoute(
  server: ServerScope,
  sessions: Pick<Sessions, 'holderOf'>,
  keys: KnownKeys,
  now: () => number
): Handler {
  return async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const holder = await sessions.holderOf(incoming)
    if (!holder) return failUnread(incoming, outgoing, 401, 'unauthorized', 'no session')
    if (holder.state !== 'approved') return failUnread(incoming, outgoing, 403, 'forbidden', 'not-approved')
    charge(outgoing, perBox)
    const box = v.safeParse(SealedBox, parsed(await smallText(incoming, maxBoxBytes + aroundBytes)))
    if (!box.success) return fail(outgoing, 400, 'bad_request', 'a sealed box is expected')
    if (!(await sessions.holderOf(incoming))) return fail(outgoing, 401, 'unauthorized', 'no session')
    if (!(await isKnownKey(box.output, keys))) return fail(outgoing, 404, 'not_found', 'no such key')
    const known = await nullIfMissing(keys.directories.of(box.output.unit))
    const via = holder.account
    const share = await shareOf(box.output, known, via)
    const refusal = await keepBox(server, { via, share }, box.output, now())
    if (refusal === 'missing') return fail(outgoing, 404, 'not_found', 'no such unit')
    if (refusal === 'full')
      return fail(outgoing, 429, 'too_many_requests', shareFull, { 'retry-after': '600' })
    sendJson(outgoing, { ok: true }, {}, 201)
  }
}

/** Tells whether a server of the unit has the key of a box, for all that is known here: else it would lie here for ever. */
async function isKnownKey({ unit, key }: SealedBox, { sealing, directories }: KnownKeys): Promise<boolean> {
  if (sealing.privateOf(unit, key)) return true
  const named = (await nullIfMissing(directories.of(unit)))?.sealingKey
  return named ? thumbprint(named) === key : false
}
