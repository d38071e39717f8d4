import type { ServerResponse } from 'node:http'
import { fail, failUnread } from '../gateway/respond.ts'
import { smallText } from '../gateway/small-body.ts'
import type { Handler } from '../router.ts'
import type { Holder } from './holder.ts'
import type { Sessions } from './sessions.ts'

type Asked = Pick<Sessions, 'holderOf'>
type Answer = (holder: Holder, text: string, outgoing: ServerResponse) => unknown
type Refusal = [status: number, error: string, reason: string]

/** Learns whose a request is before it reads the body, so that no stranger's is waited for; 401 when signed out. */
export const withHolder = (sessions: Asked, answer: Answer): Handler => handler(sessions, answer, 'any')

/** Like `withHolder`, and 403 until the device is approved. @param most bytes of a body; absent: those of a small one */
export const withApproved = (sessions: Asked, answer: Answer, most?: number): Handler =>
  handler(sessions, answer, 'approved', most)

function handler({ holderOf }: Asked, answer: Answer, which: 'any' | 'approved', most?: number): Handler {
  const refusalOf = (holder: Holder | null): Refusal | null => {
    if (!holder) return [401, 'unauthorized', 'no session']
    return which === 'any' || holder.state === 'approved' ? null : [403, 'forbidden', 'not-approved']
  }
  return async (incoming, outgoing) => {
    const unread = refusalOf(await holderOf(incoming))
    if (unread) return failUnread(incoming, outgoing, ...unread)
    const text = await smallText(incoming, most)
    // The session may have ended while the body came.
    const holder = await holderOf(incoming)
    const refused = refusalOf(holder)
    if (refused) return fail(outgoing, ...refused)
    await answer(holder!, text, outgoing)
  }
}
