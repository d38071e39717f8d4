import type { ReplyRefusal } from '#lib/domain/gates/contract/reply.ts'
import { orders } from './commands-vi.ts'
import { gates, type OwnGateWords } from './gates-vi.ts'
import { live } from './live-vi.ts'
import { local } from './local-network-vi.ts'
import { hand } from './manual-vi.ts'
import { sheets } from './register-vi.ts'
import { text } from '../text.ts'
import { vi } from '../vi.ts'

/** The Vietnamese words of gates, on which those of testing one build. */
export const gateVietnamese = { ...vi, motor: gates, live, orders, hand, sheets, local }
export type GateWords = typeof gateVietnamese

/** All that the screens of gates say; the words of motor gates come with them, so that the first screen stays light. */
export const gateWords = text('gates', gateVietnamese)

/** The sentence for a command that was not carried out; a code of a newer agent has one too. @param lockedBy who that account is */
export function refusalSentence(
  t: OwnGateWords,
  { code, why }: Pick<ReplyRefusal, 'code' | 'why'>,
  lockedBy?: string
): string {
  if (code === 'LOCKED' && lockedBy) return t.lockedBy(lockedBy)
  return named(t.reasons, why) ?? named(t.refusals, code) ?? t.unknownCode
}

/** What an operator should put right; a code of a newer agent has a sentence too. */
export function warningSentence(t: OwnGateWords, code: string): string {
  return named(t.warnings, code) ?? t.unknownWarning
}

function named(sentences: Record<string, string>, name: string | undefined): string | undefined {
  return name !== undefined && Object.hasOwn(sentences, name) ? sentences[name] : undefined
}
