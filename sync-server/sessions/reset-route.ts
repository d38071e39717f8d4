import type { ServerResponse } from 'node:http'
import * as v from 'valibot'
import {
  ResetPassword,
  type PasswordWasReset,
  type ResetPasswordRefusal
} from '#lib/domain/access/password-reset.ts'
import { homeUnit, rolesIn, unitsOf } from '#lib/domain/roles.ts'
import type { Couch } from '../couch.ts'
import type { Directories } from '../directories.ts'
import type { FactWriter } from '../fact-writer.ts'
import { fail, sendJson } from '../gateway/respond.ts'
import { parsed } from '../gateway/small-body.ts'
import { throttle } from '../gateway/throttle.ts'
import { charge } from '../gateway/turns/turn-of.ts'
import { ignoreIfDone } from '../provision/apply.ts'
import type { Routes } from '../router.ts'
import { readAccount, type Account } from './accounts.ts'
import type { Holder } from './holder.ts'
import { newPassword } from '../provision/guide/new-password.ts'
import { setOneTimePassword } from './one-time-password.ts'
import type { Sessions } from './sessions.ts'
import { withApproved } from './with-holder.ts'

export interface ResetRouteDeps {
  couch: Couch
  directories: Pick<Directories, 'anew'>
  writer: FactWriter
  /** Unix ms. */
  now(): number
}

/** Units that a reset costs, as a try at signing in. */
const perReset = 15
/** Resets by one account before its next one waits. */
const freeResets = 10
/** How old an order may be when it is carried out, ms: it was meant to be at once. */
const freshMs = 10 * 60_000

/**
 * `/session/reset`, with the session of an approved device: POST takes a `ResetPassword` for an account of a unit that the
 * holder commands and that is its home; answers `PasswordWasReset` once. The record that orders it must lie in that
 * unit's directory, so that everybody there sees it and its author approves none of the phones that sign in with it. Ends
 * nothing: approved phones go on by their keys. 400 for a malformed request, 401 when signed out, 403 with a
 * `ResetPasswordRefusal` as reason, 429 with Retry-After after many, 502 when CouchDB does not answer.
 */
export function resetRoutes(
  { couch, directories, writer, now }: ResetRouteDeps,
  sessions: Pick<Sessions, 'holderOf'>
): Routes {
  const resets = throttle(now, freeResets)
  return { '/session/reset': { POST: withApproved(sessions, reset) } }

  async function reset(holder: Holder, text: string, outgoing: ServerResponse): Promise<void> {
    const asked = v.safeParse(ResetPassword, parsed(text))
    if (!asked.success) return fail(outgoing, 400, 'bad_request', 'an account and a record are expected')
    const { account, fact } = asked.output
    charge(outgoing, perReset)
    const who = holder.account
    const seconds = resets.begin(who)
    if (seconds > 0) {
      const headers = { 'retry-after': String(seconds) }
      return fail(outgoing, 429, 'too_many_requests', `wait ${seconds} s`, headers)
    }
    // Each counts, whatever comes of it.
    const done = await carryOut(holder, account, fact).finally(() => resets.end(who, 'wrong'))
    if ('why' in done) return refuse(outgoing, done.why)
    sendJson(outgoing, done satisfies v.InferOutput<typeof PasswordWasReset>)
  }

  async function carryOut(
    holder: Holder,
    account: string,
    order: string
  ): Promise<{ password: string } | { why: ResetPasswordRefusal }> {
    const owner = await readAccount(couch.nano, account)
    const home = owner && homeUnit(owner.held)
    // An account that does not exist is nobody's either: the answer does not tell which do.
    if (!home || account === holder.account || !commands(holder, home)) return { why: 'not-yours' }
    if (isAgent(owner)) return { why: 'agent' }
    const known = await directories.anew(home)
    const said = known.passwordResets.get(account)?.find((one) => one.fact === order)
    if (said?.by !== holder.account || Math.abs(now() - said.at) > freshMs) return { why: 'not-ordered' }
    // Before the password is: nobody can sign in with it while another unit does not know.
    for (const unit of unitsOf(owner.held).filter((unit) => unit !== home))
      await tell(unit, account, holder.account).catch(ignoreIfDone)
    const password = newPassword()
    const isSet = await setOneTimePassword(couch.nano, account, password, { order })
    return isSet ? { password } : { why: 'not-ordered' }
  }

  /** Tells another unit of the account: its commanders are bound there too. */
  function tell(unit: string, account: string, orderedBy: string) {
    return writer.write(unit, 'directory', () => [
      { stream: `account/${account}`, type: 'directory.password-reset', body: { account, orderedBy } }
    ])
  }
}

const commands = ({ roles }: Holder, unit: string) => rolesIn(unit, roles).includes('commander')

/** Tells whether an account is a gate's: its password lies in a file there. */
export const isAgent = ({ held }: Pick<Account, 'held'>): boolean =>
  held.some((role) => role.endsWith(':agent'))

const refuse = (outgoing: ServerResponse, why: ResetPasswordRefusal) => fail(outgoing, 403, 'forbidden', why)
