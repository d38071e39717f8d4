import type { ServerResponse } from 'node:http'
import * as v from 'valibot'
import {
  EndSession,
  type EndSessionRefusal,
  type ListedSession,
  type SessionList
} from '#lib/domain/devices/session-list.ts'
import { deviceOf } from '#lib/domain/directory/directory.ts'
import { homeUnit } from '#lib/domain/roles.ts'
import type { Couch } from '../couch.ts'
import type { Directories } from '../directories.ts'
import { fail, sendJson } from '../gateway/respond.ts'
import { parsed } from '../gateway/small-body.ts'
import { Turns } from '../gateway/turns/turns.ts'
import type { Handler, Routes } from '../router.ts'
import { allRolesOf, readAccount, type Account } from './accounts.ts'
import type { Holder } from './holder.ts'
import { isProvedSince, type DeviceSession } from './device-session.ts'
import { overseenBy, oversees } from '../devices/overseen.ts'
import type { SessionStore } from './session-store.ts'
import type { Sessions } from './sessions.ts'
import { withApproved } from './with-holder.ts'

export interface SessionListDeps {
  couch: Couch
  store: SessionStore
  directories: Pick<Directories, 'of'>
}

/**
 * `/session/list`, with the session of an approved device: GET answers a `SessionList` of the account's own devices and, to a
 * commander, of those of every account with a role in their unit. `/session/end`: POST takes an `EndSession` for one of
 * these, closes what that device has open, and asks it for the password once; answers `{ok}`. 400 for a malformed request,
 * 401 when signed out, 403 or 404 with an `EndSessionRefusal` as reason, 429 for many at once, 502 when CouchDB does not
 * answer.
 */
export function sessionListRoutes(
  deps: SessionListDeps,
  sessions: Pick<Sessions, 'holderOf' | 'endByHand'>
): Routes {
  // A list reads every session of a unit.
  const turns = new Turns(1, 4)
  const approved = (
    answer: (holder: Holder, text: string, outgoing: ServerResponse) => Promise<void>
  ): Handler =>
    withApproved(sessions, async (holder, text, outgoing) => {
      const end = await turns.begin(`${holder.account} ${holder.device}`)
      if (!end) return fail(outgoing, 429, 'too_many_requests', 'wait for answers', { 'retry-after': '1' })
      await answer(holder, text, outgoing).finally(end)
    })
  return {
    '/session/list': { GET: approved(list) },
    '/session/end': { POST: approved(end) }
  }

  async function list(holder: Holder, _text: string, outgoing: ServerResponse): Promise<void> {
    const accounts = await overseenBy(holder, deps)
    const each = [...accounts].map(async ([account, owner]) => {
      const resetAt = await deps.store.resetOf(account, owner)
      return (await deps.store.all(account)).map((session) => listed(session, resetAt))
    })
    const all = (await Promise.all(each)).flat()
    sendJson(outgoing, { account: holder.account, sessions: all } satisfies v.InferOutput<typeof SessionList>)
  }

  async function end(holder: Holder, text: string, outgoing: ServerResponse): Promise<void> {
    const asked = v.safeParse(EndSession, parsed(text))
    if (!asked.success) return fail(outgoing, 400, 'bad_request', 'an account and a device are expected')
    const { account, device } = asked.output
    const owner = await readAccount(deps.couch.nano, account)
    // An account that does not exist is nobody's either: the answer does not tell which do.
    if (!owner || !oversees(holder, account, owner)) return refuse(outgoing, 'not-yours')
    if (allRolesOf(owner).some((role) => role.endsWith(':agent'))) return refuse(outgoing, 'agent')
    const unknown = await introduced(account, owner, device, deps)
    if (!(await sessions.endByHand(account, device, holder, unknown))) return refuse(outgoing, 'no-device')
    sendJson(outgoing, { ok: true })
  }
}

function refuse(outgoing: ServerResponse, why: EndSessionRefusal): void {
  if (why === 'no-device') return fail(outgoing, 404, 'not_found', why)
  fail(outgoing, 403, 'forbidden', why)
}

function listed(session: DeviceSession, resetAt?: number): ListedSession {
  const { account, device, cookie, seenAt } = session
  const isProved = isProvedSince(session, resetAt)
  return { account, device, isOpen: isProved && cookie !== null, asksPassword: !isProved, seenAt }
}

/** Returns the beginning of a session for a device that the directory knows and that has had none here; null for others. */
async function introduced(
  account: string,
  owner: Account,
  device: string,
  { directories }: SessionListDeps
): Promise<DeviceSession | null> {
  const home = homeUnit(allRolesOf(owner))
  const known = home && deviceOf(await directories.of(home), account, device)
  if (!known) return null
  const at = Date.parse(known.enrolledAt)
  return { account, device, key: known.key, cookie: null, tokens: [], nonces: [], provedAt: null, seenAt: at }
}
