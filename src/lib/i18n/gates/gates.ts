import type { ReplyRefusal } from '#lib/domain/gates/contract/reply.ts'
import { orders } from './commands-vi.ts'
import { gates, type OwnGateWords } from './gates-vi.ts'
import { live } from './live-vi.ts'
import { local } from './local-network-vi.ts'
import { hand } from './manual-vi.ts'
import { sheets } from './register-vi.ts'
import { text } from '../text.ts'
import { vi } from '../vi.ts'

/** The Vietnamese words of gates; the words for testing a gate extend them. */
export const gateVietnamese = { ...vi, motor: gates, live, orders, hand, sheets, local }
export type GateWords = typeof gateVietnamese

/** All words of the gate screens; bundled with those screens to keep the first screen light. */
export const gateWords = text('gates', gateVietnamese)

/**
 * Returns the sentence for a command that was not carried out; an unknown code, sent by a newer agent, gets a generic
 * one. @param lockedBy display name of the account that locked the gate
 */
export function refusalSentence(
  t: OwnGateWords,
  { code, why }: Pick<ReplyRefusal, 'code' | 'why'>,
  lockedBy?: string
): string {
  if (code === 'LOCKED' && lockedBy) return t.lockedBy(lockedBy)
  return named(t.reasons, why) ?? named(t.refusals, code) ?? t.unknownCode
}

/** Returns the sentence for a controller warning; an unknown code, sent by a newer agent, gets a generic one. */
export function warningSentence(t: OwnGateWords, code: string): string {
  return named(t.warnings, code) ?? t.unknownWarning
}

function named(sentences: Record<string, string>, name: string | undefined): string | undefined {
  return name !== undefined && Object.hasOwn(sentences, name) ? sentences[name] : undefined
}
