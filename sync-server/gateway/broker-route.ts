import type { IncomingMessage, ServerResponse } from 'node:http'
import { opened } from '#lib/domain/gates/contract/envelope.ts'
import { deviceOf } from '#lib/domain/directory/directory.ts'
import { mayHavePass, PassRequest, requestFreshMs } from '#lib/domain/gates/contract/pass-request.ts'
import { unitsOf } from '#lib/domain/roles.ts'
import type { Broker, Holder, Pass } from '../broker/passes.ts'
import { rightsOf } from '../broker/rights.ts'
import type { Couch } from '../couch.ts'
import type { Directories } from '../directories.ts'
import { isSignedBy } from '../signature.ts'
import type { Handler } from '../router.ts'
import { fail, sendJson } from './respond.ts'
import { smallText } from './small-body.ts'
import { sessionHolder } from './session.ts'
import { isTls } from './tls.ts'

export interface BrokerRouteDeps {
  couch: Couch
  broker: Broker
  directories: Directories
  /** Unix ms. */
  now(): number
}

/**
 * `POST /broker`, with the session's cookie: answers JSON `{url, username, password, clientId, expiresAt}` (ISO 8601), valid
 * for a day, without `username` and `password` when the broker has no accounts. A phone identifies itself in a signed body
 * (`PassRequest`). 401 when signed out, 403 when barred by a commander, 502 when CouchDB or the broker does not answer.
 */
export function brokerRoute(deps: BrokerRouteDeps): Handler {
  return async (incoming, outgoing) => {
    const request = await smallText(incoming)
    const holder = await sessionHolder(deps.couch, incoming)
    if (!holder) return fail(outgoing, 401, 'unauthorized', 'sign in first')
    const pass = await passFor(holder, request, deps)
    if (pass === 'shut-out') return fail(outgoing, 403, 'forbidden', 'shut-out')
    answerPass(incoming, outgoing, pass, holder.account)
  }
}

/** Issues a pass for those of the account's units that have not barred it. */
async function passFor(
  { account, roles }: Holder,
  request: string,
  deps: BrokerRouteDeps
): Promise<Pass | null | 'shut-out'> {
  const ask = opened(request, PassRequest)
  const open = async () => {
    const units: string[] = []
    for (const unit of unitsOf(roles)) {
      const known = await deps.directories.of(unit)
      const device = ask && ask.body.account === account && deviceOf(known, account, ask.body.key)
      const proven =
        device &&
        Math.abs(deps.now() - ask.body.at) <= requestFreshMs &&
        isSignedBy(device.key, ask.signed.p, ask.signed.s)
      if (mayHavePass(known, account, proven ? device.id : null)) units.push(unit)
    }
    return units
  }
  const units = await open()
  if (units.length === 0 && roles.length > 0) return 'shut-out'
  const granted = roles.filter((role) => units.some((unit) => role.startsWith(`${unit}:`)))
  const pass = await deps.broker.issue(account, rightsOf(account, granted))
  // Barred while the pass was being issued, so that revoking could not find it yet.
  if ((await open()).length < units.length) {
    await deps.broker.revoke(account)
    return 'shut-out'
  }
  return pass
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
    : { url, clientId: `${account}.${crypto.randomUUID()}` }
  sendJson(outgoing, body)
}
