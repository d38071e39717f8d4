import * as v from 'valibot'
import { TrialAnswer, trialRefusals, WakeList } from '#lib/domain/devices/wakefulness.ts'
import type { NotTried, PhoneTrials } from '#lib/ports/device.ts'
import { askServer, type Http, type HttpAnswer } from './http.ts'

/** Asks the server which phones ring, and has it try one; nothing is tried again by itself. @param http with a session */
export function openPhoneTrials(http: Http): PhoneTrials {
  return {
    async list() {
      const answer = await askServer(http, 'GET', '/push/phones')
      if (answer.kind !== 'ok') return refusalOf(answer, 'not-offered')
      const read = v.safeParse(WakeList, answer.body)
      return read.success ? { code: 'ok', phones: read.output.phones } : { code: 'trouble' }
    },
    async tryOut(account, device) {
      const answer = await askServer(http, 'POST', '/push/trial', { account, device })
      if (answer.kind !== 'ok') return refusalOf(answer, 'asleep')
      const read = v.safeParse(TrialAnswer, answer.body)
      return read.success ? { code: 'ok', tookMs: read.output.tookMs } : { code: 'trouble' }
    }
  }
}

function refusalOf(answer: Exclude<HttpAnswer, { kind: 'ok' }>, missing: 'not-offered' | 'asleep'): NotTried {
  if (answer.kind === 'unreachable' || answer.kind === 'signed-out') return { code: answer.kind }
  if (answer.kind === 'missing') return { code: missing }
  if (answer.kind === 'trouble' && answer.busy === 429) return { code: 'too-soon' }
  const reason = answer.kind === 'forbidden' ? answer.reason : undefined
  return { code: trialRefusals.find((code) => code === reason) ?? 'trouble' }
}
