import type { ServerResponse } from 'node:http'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { nextRoleEnd } from '#lib/domain/directory/role-ends.ts'
import { opened } from '#lib/domain/gates/contract/envelope.ts'
import { keyHolderOf } from '#lib/domain/gates/contract/keys.ts'
import { AlarmPassRequest, requestFreshMs } from '#lib/domain/gates/contract/pass-request.ts'
import type { Role } from '#lib/domain/roles.ts'
import type { Broker } from '../broker/passes.ts'
import { alarmRightsOf } from '../broker/rights.ts'
import type { Directories } from '../directories.ts'
import { isSignedBy } from '../signature.ts'
import type { Handler } from '../router.ts'
import { fail } from './respond.ts'
import { smallText } from './small-body.ts'
import { addressOf } from './address.ts'
import { answerPass } from './broker-route.ts'
import type { Throttle } from './throttle.ts'

export interface AlarmRouteDeps {
  broker: Broker
  directories: Pick<Directories, 'of'>
  /** Unix ms. */
  now(): number
}

/** Lifetime of a locked phone's pass, ms. */
const alarmPassMs = 10 * 60_000

/**
 * `POST /broker/alarm`, without a session: a locked phone's request signed by its alarm key (`AlarmPassRequest`). Answers
 * like `POST /broker`, with a pass that closes gates of that one unit only. 403 whatever is wrong with the request, 429
 * with Retry-After to wrong ones of an address that keeps sending them, 502 when CouchDB or the broker does not answer. A
 * right request is served at once, whatever others send from an address that a carrier gives to thousands.
 */
export function alarmRoute(deps: AlarmRouteDeps, throttle: Throttle): Handler {
  return async (incoming, outgoing) => {
    const found = await proven(await smallText(incoming), deps)
    if (!found) return refuse(`alarm-key ${addressOf(incoming)}`, throttle, outgoing)
    const { account, unit, key: device } = found.ask
    const now = deps.now()
    const pass = await deps.broker.issue(
      { account, device },
      alarmRightsOf(unit, account, found.known, found.roles),
      Math.min(now + alarmPassMs, nextRoleEnd(found.known.accounts.get(account), now))
    )
    answerPass(incoming, outgoing, pass, account)
  }
}

function refuse(who: string, throttle: Throttle, outgoing: ServerResponse): void {
  const seconds = throttle.begin(who)
  if (seconds > 0)
    return fail(outgoing, 429, 'too_many_requests', `wait ${seconds} s`, { 'retry-after': `${seconds}` })
  throttle.end(who, 'wrong')
  fail(outgoing, 403, 'forbidden', 'shut-out')
}

/** Returns the request and the unit's directory when a currently approved alarm key signed it, else null. */
async function proven(
  request: string,
  deps: AlarmRouteDeps
): Promise<{ ask: AlarmPassRequest; known: Directory; roles: readonly Role[] } | null> {
  const ask = opened(request, AlarmPassRequest)
  if (!ask || Math.abs(deps.now() - ask.body.at) > requestFreshMs) return null
  const known = await deps.directories.of(ask.body.unit).catch((problem: { statusCode?: number }) => {
    if (problem.statusCode === 404 || problem.statusCode === 400) return null
    throw problem
  })
  if (!known) return null
  const holder = keyHolderOf(known, ask.body.account, ask.body.key, deps.now())
  if (holder?.use !== 'alarm' || holder.standing !== 'approved') return null
  return isSignedBy(holder.key, ask.signed.p, ask.signed.s)
    ? { ask: ask.body, known, roles: holder.roles }
    : null
}
