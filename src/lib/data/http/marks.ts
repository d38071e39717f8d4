import * as v from 'valibot'
import { MarkAnswer } from '#lib/domain/hui/person/marks.ts'
import type { AskMark } from '#lib/ports/marks.ts'
import { askServer, type Http } from './http.ts'

/** Asks the unit's server for marks; nothing is tried again by itself. @param http with a session */
export const asksMarks =
  (http: Http): AskMark =>
  async (asked) => {
    const answer = await askServer(http, 'POST', '/marks', asked)
    switch (answer.kind) {
      case 'ok': {
        const read = v.safeParse(MarkAnswer, answer.body)
        return read.success ? { ok: true, ...read.output } : { ok: false, code: 'trouble' }
      }
      case 'unreachable':
      case 'signed-out':
        return { ok: false, code: answer.kind }
      case 'forbidden':
        return { ok: false, code: 'not-allowed' }
      case 'missing':
        return { ok: false, code: 'no-key' }
      case 'trouble':
        if (answer.busy === 429 && answer.afterMs > 0)
          return { ok: false, code: 'throttled', seconds: Math.ceil(answer.afterMs / 1000) }
        return { ok: false, code: answer.portal ? 'unreachable' : 'trouble' }
      case 'rejected':
        return { ok: false, code: 'trouble' }
    }
  }
