import type { RequestHandler } from 'express'

/** An account as CouchDB's rule sees it. */
export interface Member {
  name: string
  roles: readonly string[]
}

const header = 'x-antt-member'

/** Returns the header that `asMember` reads; it counts behind the door key alone. */
export const memberHeader = (member: Member): Record<string, string> => ({
  [header]: Buffer.from(JSON.stringify(member)).toString('base64url')
})

/** Makes a request the member's whom its header names, as if they had signed in. */
export const asMember: RequestHandler = (request, _response, next) => {
  const named = request.get(header)
  if (named !== undefined) {
    const member = JSON.parse(Buffer.from(named, 'base64url').toString('utf8')) as Member
    const session = { ok: true, userCtx: member, info: {} }
    // The server sets its own session later, by a cookie that is not there.
    Object.defineProperty(request, 'couchSession', { get: () => session, set: () => {} })
  }
  next()
}
