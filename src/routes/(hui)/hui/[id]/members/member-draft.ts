import type { Line } from '#lib/app/hui/hui-book.svelte.ts'
import {
  joiningDue,
  remainingOf,
  type ChangeType,
  type Doubt,
  type guaranteeScopes,
  type MemberChange,
  type Provenance
} from '#lib/app/hui/hui-line.svelte.ts'
import { readDong } from '#lib/i18n/amounts.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { isDay } from '#lib/shell/forms/problems.ts'
import { moneyProblem } from '../../new/line-draft.ts'
import { holdingsOf, type Holding } from '../transfer/transfer-draft.ts'

/** Until when somebody answers: to the line's end, whenever that is, or until a day. */
export const guaranteeEnds = ['line', 'day'] as const

/** The unsaved state of a change of members: the fields of all four kinds, the sum as typed. */
export interface MemberDraft {
  kind: ChangeType | ''
  /** Of who leaves: `part holder`. */
  holding: string
  /** Names who joins or answers for another, and what was typed to find them. */
  person: string
  query: string
  /** The vacant part, and how many of its units. */
  vacant: string
  units: string
  first: string
  firstRound: string
  second: string
  secondRound: string
  /** For whom somebody answers. */
  holder: string
  scope: (typeof guaranteeScopes)[number]
  /** Until when: the line's end, or the day `until`. */
  ends: (typeof guaranteeEnds)[number]
  until: string
  /** The damage, what was settled or paid, or up to which sum somebody answers. */
  sum: string
  signed: string[]
  source: Provenance
}

export const emptyChange: MemberDraft = {
  kind: '',
  holding: '',
  person: '',
  query: '',
  vacant: '',
  units: '',
  first: '',
  firstRound: '',
  second: '',
  secondRound: '',
  holder: '',
  scope: 'all',
  ends: 'line',
  until: '',
  sum: '',
  signed: [],
  source: 'host'
}

/** Returns the kinds of change that a line may have: turns are swapped only where bids do not decide. */
export function kindsOf({ terms: { model } }: Pick<Line, 'terms'>): readonly ChangeType[] {
  const isBid = model === 'discount' || model === 'premium'
  return [
    'hui.member-left',
    'hui.member-joined',
    ...(isBid ? [] : (['hui.turn-swapped'] as const)),
    'hui.guarantor-agreed'
  ]
}

/** Returns what somebody may leave: the host stands in, and holds on. */
export const leavable = (line: Pick<Line, 'parts' | 'terms'>): Holding[] =>
  holdingsOf(line).filter(({ person }) => person !== line.terms.host)

export const leftHolding = (draft: MemberDraft, line: Pick<Line, 'parts' | 'terms'>): Holding | undefined =>
  leavable(line).find(({ value }) => value === draft.holding)

/** Returns what a leaver of a part that has taken must settle, đồng. */
export const owedBy = ({ part, person }: Holding, { terms, parts, rounds }: Line): number =>
  remainingOf(terms, parts[part - 1]!, person, rounds.length + 1)

/** Returns which sum is asked for; null for none. */
export function askedSum(
  draft: MemberDraft,
  line: Pick<Line, 'parts' | 'terms'>
): keyof HuiWords['hui']['members']['sums'] | null {
  if (draft.kind === 'hui.member-joined') return 'paid'
  if (draft.kind === 'hui.guarantor-agreed') return 'amount'
  const holding = draft.kind === 'hui.member-left' && leftHolding(draft, line)
  return holding ? (holding.dead ? 'settled' : 'damage') : null
}

/**
 * Returns the problem of each field, '' for none; what is missing is told once asked.
 * @param doubtOf why a change could not count, as the line tells
 */
export function memberProblems(
  draft: MemberDraft,
  asked: boolean,
  line: Line,
  doubtOf: (change: MemberChange) => Doubt | null,
  t: HuiWords
) {
  const own = t.hui.members
  const { kind } = draft
  const missing = (of: ChangeType, value: string) => (asked && kind === of && !value ? own.missing : '')
  const same = (a: string, b: string) => (kind === 'hui.turn-swapped' && a && a === b ? own.turns.same : '')
  const needsPerson = kind === 'hui.member-joined' || kind === 'hui.guarantor-agreed'
  const sum = askedSum(draft, line)
  const isSame = kind === 'hui.guarantor-agreed' && draft.person && draft.person === draft.holder
  const fields = {
    kind: asked && !kind ? own.missing : '',
    holding: missing('hui.member-left', draft.holding),
    vacant: missing('hui.member-joined', draft.vacant),
    person: isSame ? own.guarantee.same : asked && needsPerson && !draft.person ? own.missing : '',
    first: missing('hui.turn-swapped', draft.first),
    firstRound: missing('hui.turn-swapped', draft.firstRound),
    second: missing('hui.turn-swapped', draft.second) || same(draft.first, draft.second),
    secondRound: missing('hui.turn-swapped', draft.secondRound) || same(draft.firstRound, draft.secondRound),
    holder: missing('hui.guarantor-agreed', draft.holder),
    until:
      asked && kind === 'hui.guarantor-agreed' && draft.ends === 'day' && !isDay(draft.until)
        ? t.hui.form.dayMissing
        : '',
    sum: sum ? sumProblem(draft.sum, asked, sum, t) : ''
  }
  const change = Object.values(fields).some(Boolean) ? null : memberChangeOf(draft, line)
  const doubt = change && doubtOf(change)
  return { ...fields, change: doubt ? t.hui.doubts[doubt] : '' }
}

export type MemberProblems = ReturnType<typeof memberProblems>

function sumProblem(
  typed: string,
  asked: boolean,
  sum: NonNullable<ReturnType<typeof askedSum>>,
  t: HuiWords
) {
  const problem = moneyProblem(typed, asked && sum !== 'damage', t)
  return problem || (sum === 'amount' && readDong(typed) === 0 ? t.hui.pay.zero : '')
}

/** Builds the change from a form without problems, from the next round on; null while something is missing. */
export function memberChangeOf(draft: MemberDraft, line: Line): MemberChange | null {
  const fromRound = line.rounds.length + 1
  const sum = readDong(draft.sum)
  switch (draft.kind) {
    case '':
      return null
    case 'hui.member-left': {
      const holding = leftHolding(draft, line)
      if (!holding) return null
      const { part, person: holder, dead } = holding
      const [settled, damage] = dead ? [sum ?? 0, 0] : [0, sum ?? 0]
      return { type: draft.kind, body: { part, holder, fromRound, settled, damage } }
    }
    case 'hui.member-joined': {
      const vacant = vacancyOf(draft, line)
      if (!vacant || !draft.person || sum === null) return null
      const units = unitsOf(draft, vacant)
      const body = { part: vacant.part, person: draft.person, units, fromRound, paid: sum }
      return { type: draft.kind, body }
    }
    case 'hui.turn-swapped': {
      const [part, k, other, l] = [draft.first, draft.firstRound, draft.second, draft.secondRound].map(Number)
      if (!part || !k || !other || !l || part === other || k === l) return null
      return { type: draft.kind, body: { first: { part, k }, second: { part: other, k: l } } }
    }
    case 'hui.guarantor-agreed': {
      const { person: guarantor, holder, scope, ends, until } = draft
      const isOpen = ends === 'line'
      if (!guarantor || !holder || !sum || !(isOpen || isDay(until))) return null
      const body = { guarantor, holder, scope, amount: sum, ...(!isOpen && { until }) }
      return { type: draft.kind, body }
    }
  }
}

const unitsOf = ({ units }: MemberDraft, vacant: { units: number }) =>
  Math.min(vacant.units, Number(units) || vacant.units)

/** Returns what whoever joins owes of the rounds before, đồng, and what is missing of it as typed; null until a part is chosen. */
export function owedByJoiner(draft: MemberDraft, line: Line): { due: number; missing: number } | null {
  const vacant = draft.kind === 'hui.member-joined' ? vacancyOf(draft, line) : undefined
  if (!vacant) return null
  const { part } = vacant
  const due = joiningDue(line, { part, units: unitsOf(draft, vacant) })
  return { due, missing: Math.max(0, due - (readDong(draft.sum) ?? 0)) }
}

export const vacancyOf = ({ vacant }: MemberDraft, { members }: Pick<Line, 'members'>) =>
  members.vacant.find(({ part }) => String(part) === vacant)
