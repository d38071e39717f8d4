import type { ReplyRefusal } from '#lib/domain/gates/contract/reply.ts'
import { hand as handEn } from './manual-en.ts'
import { hand as handVi, type HandWords } from './manual-vi.ts'
import { live as liveEn } from './live-en.ts'
import { live as liveVi, type LiveWords } from './live-vi.ts'
import { orders as ordersEn } from './commands-en.ts'
import { orders as ordersVi, type OrderWords } from './commands-vi.ts'
import { local as localEn } from './local-network-en.ts'
import { local as localVi, type LocalWords } from './local-network-vi.ts'
import { sheets as sheetsEn } from './register-en.ts'
import { sheets as sheetsVi, type SheetWords } from './register-vi.ts'
import { gates as en } from './gates-en.ts'
import { gates as vi, type OwnGateWords } from './gates-vi.ts'
import { words, type Language, type Words } from '../words.ts'

export type GateWords = Words & {
  motor: OwnGateWords
  live: LiveWords
  orders: OrderWords
  hand: HandWords
  sheets: SheetWords
  local: LocalWords
}

const own: Record<Language, OwnGateWords> = { vi, en }
const hand: Record<Language, HandWords> = { vi: handVi, en: handEn }
const live: Record<Language, LiveWords> = { vi: liveVi, en: liveEn }
const orders: Record<Language, OrderWords> = { vi: ordersVi, en: ordersEn }
const local: Record<Language, LocalWords> = { vi: localVi, en: localEn }
const sheets: Record<Language, SheetWords> = { vi: sheetsVi, en: sheetsEn }

/** All that the screens of gates say; the words of motor gates come with them, so that the first screen stays light. */
export function gateWords(language: Language): GateWords {
  return {
    ...words(language),
    motor: own[language],
    live: live[language],
    orders: orders[language],
    hand: hand[language],
    sheets: sheets[language],
    local: local[language]
  }
}

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
