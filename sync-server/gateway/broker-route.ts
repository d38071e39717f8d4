import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { joinNames } from '#lib/domain/access/joined-names.ts'
import { nextRoleEnd } from '#lib/domain/directory/role-ends.ts'
import { unitsOf } from '#lib/domain/roles.ts'
import type { Broker, Pass } from '../broker/passes.ts'
import type { Directories } from '../directories.ts'
import { rightsOf } from '../broker/rights.ts'
import type { Handler } from '../router.ts'
import type { Sessions } from '../sessions/sessions.ts'
import { fail, sendJson } from './respond.ts'
import { isTls } from './tls.ts'

/**
 * `POST /broker`, with a session: answers JSON `{url, username, password, clientId, expiresAt}` (ISO 8601), valid for a day
 * and no longer than the session and the account's next last day, without `username` and `password` when the broker has no accounts. 401 when signed out
 * or barred, 403 until the device is approved, 502 when CouchDB or the broker does not answer.
 */
export function brokerRoute(
  broker: Broker,
  sessions: Sessions,
  directories: Pick<Directories, 'of'>,
  now: () => number
): Handler {
  return async (incoming, outgoing) => {
    incoming.resume()
    const holder = await sessions.holderOf(incoming)
    if (!holder) return fail(outgoing, 401, 'unauthorized', 'no session')
    if (holder.state !== 'approved') return fail(outgoing, 403, 'forbidden', 'not-approved')
    const known = await directoriesOf(unitsOf(holder.roles), directories)
    const until = nextEnd(known, holder.account, now())
    const pass = await broker.issue(holder, rightsOf(holder, holder.roles, known, now()), until)
    // Ended while the pass was being issued, so that revoking could not find it yet.
    const then = await sessions.holderOf(incoming)
    if (then?.roles.join() !== holder.roles.join()) {
      await broker.revoke(holder.account, holder.device)
      return fail(outgoing, 401, 'unauthorized', 'no session')
    }
    answerPass(incoming, outgoing, pass, holder.account)
  }
}

/** Returns when a role of an account ends next in one of these units, Unix ms; Infinity: none does. */
const nextEnd = (known: ReadonlyMap<string, Directory>, account: string, now: number): number =>
  Math.min(...[...known.values()].map(({ accounts }) => nextRoleEnd(accounts.get(account), now)))

async function directoriesOf(units: readonly string[], directories: Pick<Directories, 'of'>) {
  const read = units.map(async (unit) => [unit, await directories.of(unit)] as const)
  return new Map(await Promise.all(read))
}

/** Sends the broker's address and a pass; `pass` is null when the broker has no accounts. */
export function answerPass(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  pass: Pass | null,
  account: string
): void {
  const url = `${isTls(incoming) ? 'wss' : 'ws'}://${incoming.headers.host ?? 'localhost'}/mqtt`
  const body = pass
    ? { url, ...pass, expiresAt: new Date(pass.expiresAt).toISOString() }
    : { url, clientId: joinNames(account, crypto.randomUUID()) }
  sendJson(outgoing, body)
}
