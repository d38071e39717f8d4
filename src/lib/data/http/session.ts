import * as v from 'valibot'
import type { Identity } from '#lib/ports/keys.ts'
import { askDatabase, type HttpAnswer, type Http } from './http.ts'

const signedIn = v.object({ ok: v.literal(true), roles: v.array(v.string()) })
const whoAmI = v.object({
  userCtx: v.object({ name: v.nullable(v.string()), roles: v.array(v.string()) })
})

/** Limit in UTF-16 units: nobody has a longer name or password, and the server reads none. */
const longest = 500

/** Signs in at the server, which keeps the session in a cookie that no script sees. */
export function openSession(http: Http) {
  return {
    async signIn(
      account: string,
      password: string
    ): Promise<
      Identity | { code: 'wrong-password' | 'unreachable' | 'portal' } | { code: 'trouble'; afterMs: number }
    > {
      if (Math.max(account.length, password.length) > longest) return { code: 'wrong-password' }
      const answer = await askDatabase(http, 'POST', '/_session', { name: account, password })
      if (answer.kind === 'signed-out') return { code: 'wrong-password' }
      if (answer.kind === 'unreachable') return { code: 'unreachable' }
      if (answer.kind === 'trouble' && answer.portal) return { code: 'portal' }
      const body = answer.kind === 'ok' ? v.safeParse(signedIn, answer.body) : null
      if (body?.success) return { account, roles: body.output.roles }
      return { code: 'trouble', afterMs: answer.kind === 'trouble' ? answer.afterMs : 0 }
    }
  }
}

/**
 * Asks whose session the cookie is: another notebook of this phone, or another tab, may have signed in meanwhile. Facts
 * offered under that name would be refused, or somebody else's books read.
 */
export async function currentUser(http: Http): Promise<{ user: Identity | null } | HttpAnswer> {
  const answer = await askDatabase(http, 'GET', '/_session')
  if (answer.kind === 'signed-out') return { user: null }
  const body = answer.kind === 'ok' ? v.safeParse(whoAmI, answer.body) : null
  if (!body?.success) return answer.kind === 'ok' ? { kind: 'trouble', afterMs: 0 } : answer
  const { name, roles } = body.output.userCtx
  return { user: name === null ? null : { account: name, roles } }
}
