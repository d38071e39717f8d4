import type { ServerResponse } from 'node:http'
import * as v from 'valibot'
import { ChangePassword, weaknessOf, type ChangePasswordRefusal } from '#lib/domain/access/password-change.ts'
import type { Couch } from '../couch.ts'
import { addressOf } from '../gateway/address.ts'
import { fail, sendJson } from '../gateway/respond.ts'
import { parsed } from '../gateway/small-body.ts'
import { charge } from '../gateway/turns/turn-of.ts'
import { setPassword } from '../provision/users.ts'
import type { Routes } from '../router.ts'
import type { Holder } from './holder.ts'
import type { Passwords } from './passwords.ts'
import type { SessionStore } from './session-store.ts'
import type { Sessions } from './sessions.ts'
import { withApproved } from './with-holder.ts'

export interface PasswordRouteDeps {
  couch: Couch
  store: SessionStore
  /** The one that signing in asks: tries here and there count together. */
  passwords: Passwords
  /** Unix ms. */
  now(): number
}

/** Units that a try costs, as at signing in. */
const perTry = 15

/**
 * `/session/password`, with the session of an approved device: POST takes a `ChangePassword` of its own account; answers
 * `{ok}`, keeps this session and ends the account's others, which prove the new password once. 400 for a malformed request,
 * 401 when signed out, 403 with a `ChangePasswordRefusal` as reason, 429 with Retry-After while passwords are guessed, 502
 * when CouchDB does not answer.
 */
export function passwordRoutes(
  deps: PasswordRouteDeps,
  sessions: Pick<Sessions, 'holderOf' | 'changed' | 'endByHand'>
): Routes {
  const { couch, store, passwords, now } = deps
  return {
    '/session/password': {
      POST: (incoming, outgoing) =>
        withApproved(sessions, (holder, text) => change(holder, text, addressOf(incoming), outgoing))(
          incoming,
          outgoing
        )
    }
  }

  async function change(
    holder: Holder,
    text: string,
    address: string,
    outgoing: ServerResponse
  ): Promise<void> {
    const asked = v.safeParse(ChangePassword, parsed(text))
    if (!asked.success)
      return fail(outgoing, 400, 'bad_request', 'the present password and a new one are expected')
    const { account } = holder
    const { present, wanted } = asked.output
    if (weaknessOf(wanted, { account, present })) return refuse(outgoing, 'weak-password')
    charge(outgoing, perTry)
    const checked = await passwords.check(account, present, address)
    if (checked.code === 'wrong') return refuse(outgoing, 'wrong-password')
    if (checked.code === 'unreachable') return fail(outgoing, 502, 'bad_gateway', 'CouchDB does not answer')
    if (checked.code === 'wait') {
      const headers = { 'retry-after': String(checked.seconds) }
      return fail(outgoing, 429, 'too_many_requests', `wait ${checked.seconds} s`, headers)
    }
    await replace(holder, wanted)
    sendJson(outgoing, { ok: true })
  }

  /** Sets the password; every device but the holder's must prove the new one. */
  async function replace(holder: Holder, wanted: string): Promise<void> {
    const { account, device } = holder
    const at = now()
    // First: between the two writes this device must not count as one that has yet to prove the new password.
    await store.change(account, device, (known) => known && { ...known, provedAt: at })
    await setPassword(couch.nano, account, wanted, store.reset(account, at))
    sessions.changed(account, device)
    const others = (await store.all(account)).filter((one) => one.device !== device && one.cookie !== null)
    for (const other of others) await sessions.endByHand(account, other.device, holder, null)
  }
}

const refuse = (outgoing: ServerResponse, why: ChangePasswordRefusal) => fail(outgoing, 403, 'forbidden', why)
