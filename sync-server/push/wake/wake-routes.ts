import type { ServerResponse } from 'node:http'
import * as v from 'valibot'
import {
  SilenceTold,
  TrialWish,
  type TrialAnswer,
  type TrialRefusal,
  type WakeList
} from '#lib/domain/devices/wakefulness.ts'
import { isSuspended, type Directory } from '#lib/domain/directory/directory.ts'
import { isBarred } from '#lib/domain/devices/barring.ts'
import type { Couch } from '../../couch.ts'
import type { Directories } from '../../directories.ts'
import { fail, failUnread, sendJson } from '../../gateway/respond.ts'
import { parsed } from '../../gateway/small-body.ts'
import { Turns } from '../../gateway/turns/turns.ts'
import type { Handler, Routes } from '../../router.ts'
import { readAccount } from '../../sessions/accounts.ts'
import type { Holder } from '../../sessions/holder.ts'
import { commandedBy, overseenBy, oversees } from '../../devices/overseen.ts'
import type { Sessions } from '../../sessions/sessions.ts'
import { withApproved } from '../../sessions/with-holder.ts'
import type { Notifier } from '../notifier.ts'
import type { Phone } from './wake-book.ts'

export interface WakeDeps {
  couch: Couch
  directories: Pick<Directories, 'of'>
  /** Unix ms. */
  now(): number
}

/** Shortest time between two trials of one phone, ms: each rings it. */
const trialPauseMs = 20_000

type Answer = (notifier: Notifier, holder: Holder, text: string, outgoing: ServerResponse) => Promise<void>

/**
 * `/push/phones`, `/push/silence` and `/push/trial`, with the session of an approved device. GET `phones` answers a
 * `WakeList` of the account's own phones and, to a commander, of those of the unit. POST `silence` takes a `SilenceTold`:
 * why the device that asks does not ring. POST `trial` takes a `TrialWish`, rings that phone, waits for it and answers a
 * `TrialAnswer`. 400 for a malformed request, 401 when signed out, 403 or 404 with a `TrialRefusal` as reason, 404 when
 * push is off, 429 for many at once and for the same phone within twenty seconds, 502 when CouchDB does not answer, 503 when
 * no push service takes the trial.
 */
export function wakeRoutes(
  sessions: Pick<Sessions, 'holderOf'>,
  notifier: Notifier | null,
  deps: WakeDeps
): Routes {
  // A list reads every subscription; a trial is waited for, and holds up no list.
  const turns = new Turns(1, 4)
  const trialTurns = new Turns(4, 0)
  const triedAt = new Map<string, number>()
  const approved = (answer: Answer, taking = turns): Handler =>
    notifier
      ? withApproved(sessions, async (holder, text, outgoing) => {
          const end = await taking.begin(`${holder.account} ${holder.device}`)
          if (!end) return busy(outgoing, 1)
          await answer(notifier, holder, text, outgoing).finally(end)
        })
      : (incoming, outgoing) => failUnread(incoming, outgoing, 404, 'not_found', 'nothing is pushed here')
  return {
    '/push/phones': { GET: approved(list) },
    '/push/silence': { POST: approved(keepSilence) },
    '/push/trial': { POST: approved(tryOut, trialTurns) }
  }

  async function list({ wakes }: Notifier, holder: Holder, _text: string, outgoing: ServerResponse) {
    const overseen = await overseenBy(holder, deps)
    const known = await Promise.all(commandedBy(holder).map(deps.directories.of))
    const phones = known.flatMap(inUse).filter(({ account }) => overseen.has(account))
    const own = phones.some(({ device }) => device === holder.device) ? [] : [holder]
    const all = [...own, ...phones].map(({ account, device }) => ({ account, device }))
    sendJson(outgoing, { phones: await wakes.of(all) } satisfies v.InferOutput<typeof WakeList>)
  }

  async function keepSilence({ wakes }: Notifier, holder: Holder, text: string, outgoing: ServerResponse) {
    const told = v.safeParse(SilenceTold, parsed(text))
    if (!told.success) return fail(outgoing, 400, 'bad_request', 'why the phone is silent is expected')
    const { account, device } = holder
    await wakes.tell({ account, device }, told.output.silence)
    sendJson(outgoing, { ok: true })
  }

  async function tryOut({ trials }: Notifier, holder: Holder, text: string, outgoing: ServerResponse) {
    const wish = v.safeParse(TrialWish, parsed(text))
    if (!wish.success) return fail(outgoing, 400, 'bad_request', 'an account and a device are expected')
    const { account } = wish.output
    const owner = await readAccount(deps.couch.nano, account)
    // An account that does not exist is nobody's either: the answer does not tell which do.
    if (!owner || !oversees(holder, account, owner)) return refuse(outgoing, 'not-yours')
    const seconds = pauseOf(wish.output)
    if (seconds > 0) return busy(outgoing, seconds)
    const tookMs = await trials.send(wish.output)
    if (tookMs === 'asleep') return refuse(outgoing, 'asleep')
    if (tookMs === 'unsent') return fail(outgoing, 503, 'unsent', 'no push service took it')
    sendJson(outgoing, { tookMs } satisfies v.InferOutput<typeof TrialAnswer>)
  }

  /** Returns the seconds until this phone may be tried again, and begins the next pause when it may be now. */
  function pauseOf({ account, device }: Phone): number {
    const now = deps.now()
    for (const [phone, at] of triedAt) if (now - at >= trialPauseMs) triedAt.delete(phone)
    const phone = `${account} ${device}`
    const last = triedAt.get(phone)
    if (last !== undefined) return Math.ceil((last + trialPauseMs - now) / 1000)
    triedAt.set(phone, now)
    return 0
  }
}

/** Lists the phones that a unit's people use; machines at gates are never called. */
function inUse(directory: Directory): Phone[] {
  const isPerson = (account: string) => {
    const roles = directory.accounts.get(account)?.roles
    return roles !== undefined && !roles.includes('agent')
  }
  return directory.devices.flatMap(({ account, id, approved, barrings }) =>
    approved && isPerson(account) && !isBarred(barrings) && !isSuspended(directory, account)
      ? [{ account, device: id }]
      : []
  )
}

const busy = (outgoing: ServerResponse, seconds: number) =>
  fail(outgoing, 429, 'too_many_requests', 'wait', { 'retry-after': `${seconds}` })

function refuse(outgoing: ServerResponse, why: TrialRefusal): void {
  if (why === 'asleep') return fail(outgoing, 404, 'not_found', why)
  fail(outgoing, 403, 'forbidden', why)
}
