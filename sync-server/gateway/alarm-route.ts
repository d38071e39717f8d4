import { opened } from '#lib/domain/gates/contract/envelope.ts'
import { keyHolderOf } from '#lib/domain/gates/contract/keys.ts'
import { AlarmPassRequest, requestFreshMs } from '#lib/domain/gates/contract/pass-request.ts'
import { alarmRightsOf } from '../broker/rights.ts'
import { isSignedBy } from '../signature.ts'
import type { Handler } from '../router.ts'
import { fail } from './respond.ts'
import { smallText } from './small-body.ts'
import { answerPass, type BrokerRouteDeps } from './broker-route.ts'
import { addressOf } from './sign-in.ts'
import type { Throttle } from './throttle.ts'

/** How long a locked phone's pass is good, ms: as long as somebody stands before it. */
const alarmPassMs = 10 * 60_000

/**
 * `POST /broker/alarm`, without a session: what a locked phone asks with its alarm key (`AlarmPassRequest`), answered like
 * `POST /broker` with a pass that closes gates of that one unit alone. 403 whatever is wrong with it, 429 with Retry-After
 * to an address that went on asking so, 502 when nobody can say.
 */
export function alarmRoute(deps: BrokerRouteDeps, throttle: Throttle): Handler {
  return async (incoming, outgoing) => {
    const who = `alarm-key ${addressOf(incoming)}`
    const seconds = throttle.begin(who)
    if (seconds > 0) {
      incoming.resume()
      return fail(outgoing, 429, 'too_many_requests', `wait ${seconds} s`, { 'retry-after': `${seconds}` })
    }
    let outcome: 'right' | 'wrong' | 'unknown' = 'unknown'
    try {
      const ask = await proven(await smallText(incoming), deps)
      outcome = ask ? 'right' : 'wrong'
      if (!ask) return fail(outgoing, 403, 'forbidden', 'shut-out')
      const { account, unit } = ask
      const pass = await deps.broker.issue(account, alarmRightsOf(unit, account), alarmPassMs)
      answerPass(incoming, outgoing, pass, account)
    } finally {
      throttle.end(who, outcome)
    }
  }
}

/** Who asks, by the signature of an alarm key that counts now; null when it proves nothing. */
async function proven(request: string, deps: BrokerRouteDeps): Promise<AlarmPassRequest | null> {
  const ask = opened(request, AlarmPassRequest)
  if (!ask || Math.abs(deps.now() - ask.body.at) > requestFreshMs) return null
  const known = await deps.directories.of(ask.body.unit).catch((problem: { statusCode?: number }) => {
    if (problem.statusCode === 404 || problem.statusCode === 400) return null
    throw problem
  })
  const holder = known && keyHolderOf(known, ask.body.account, ask.body.key)
  if (holder?.use !== 'alarm' || holder.standing !== 'approved') return null
  return isSignedBy(holder.key, ask.signed.p, ask.signed.s) ? ask.body : null
}
