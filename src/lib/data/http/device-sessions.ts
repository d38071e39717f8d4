import * as v from 'valibot'
import { changePasswordRefusals } from '#lib/domain/access/password-change.ts'
import { PasswordWasReset, resetPasswordRefusals } from '#lib/domain/access/password-reset.ts'
import { endSessionRefusals, SessionList } from '#lib/domain/devices/session-list.ts'
import type {
  ChangePasswordOutcome,
  DeviceSessions,
  EndSessionOutcome,
  ResetPasswordOutcome,
  SessionsOutcome
} from '#lib/ports/device-sessions.ts'
import { askServer, type Http, type HttpAnswer } from './http.ts'

/** Asks the server about sessions and ends them; nothing is tried again by itself. @param http with a session */
export function openDeviceSessions(http: Http): DeviceSessions {
  return {
    async list(): Promise<SessionsOutcome> {
      const answer = await askServer(http, 'GET', '/session/list')
      if (answer.kind !== 'ok') return refusalOf(answer)
      const read = v.safeParse(SessionList, answer.body)
      return read.success ? { code: 'ok', sessions: read.output.sessions } : { code: 'trouble' }
    },
    async end(account, device): Promise<EndSessionOutcome> {
      const answer = await askServer(http, 'POST', '/session/end', { account, device })
      return answer.kind === 'ok' ? { code: 'ok' } : refusalOf(answer)
    },
    async changePassword(present, wanted): Promise<ChangePasswordOutcome> {
      const answer = await askServer(http, 'POST', '/session/password', { present, wanted })
      return answer.kind === 'ok' ? { code: 'ok' } : passwordRefusalOf(answer, changePasswordRefusals)
    },
    async resetPassword(account, fact): Promise<ResetPasswordOutcome> {
      const answer = await askServer(http, 'POST', '/session/reset', { account, fact })
      if (answer.kind !== 'ok') return passwordRefusalOf(answer, resetPasswordRefusals)
      const read = v.safeParse(PasswordWasReset, answer.body)
      return read.success ? { code: 'ok', password: read.output.password } : { code: 'trouble' }
    }
  }
}

function passwordRefusalOf<Code extends string>(
  answer: Exclude<HttpAnswer, { kind: 'ok' }>,
  known: readonly Code[]
): { code: Code | 'unreachable' | 'signed-out' | 'trouble' } | { code: 'throttled'; seconds: number } {
  if (answer.kind === 'unreachable' || answer.kind === 'signed-out') return { code: answer.kind }
  if (answer.kind === 'trouble' && answer.busy === 429 && answer.afterMs > 0)
    return { code: 'throttled', seconds: Math.ceil(answer.afterMs / 1000) }
  const reason = answer.kind === 'forbidden' ? answer.reason : undefined
  return { code: known.find((code) => code === reason) ?? 'trouble' }
}

function refusalOf(answer: Exclude<HttpAnswer, { kind: 'ok' }>): Exclude<EndSessionOutcome, { code: 'ok' }> {
  if (answer.kind === 'unreachable') return { code: 'unreachable' }
  if (answer.kind === 'signed-out') return { code: 'signed-out' }
  if (answer.kind === 'missing') return { code: 'no-device' }
  const reason = answer.kind === 'forbidden' ? answer.reason : undefined
  return { code: endSessionRefusals.find((code) => code === reason) ?? 'trouble' }
}
