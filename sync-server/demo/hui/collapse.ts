import { daysLater } from '#lib/domain/hui/calendar.ts'
import type { Commission } from '#lib/domain/hui/facts/agreement.ts'
import type { Claimant } from '#lib/domain/hui/facts/collapse.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { NewFact } from '../../fact-writer.ts'
import type { DemoEntry } from './entries.ts'
import { at } from './line-history.ts'
import { solarRounds } from './days.ts'
import { seededBytes } from '../seeded.ts'
import { inventedNames } from './names.ts'
import type { DemoPerson } from './people.ts'
import type { LinePlan } from './plans.ts'

/** Index of the host who collapsed, from 0; her name is Kinh, so that the demo lays no collapse on a minority. */
const collapsed = 15
const claimants = 30
/** Claimants who are not in any book. */
const strangers = inventedNames('người khai', 4, [])

/** Returns the day on which her lines stopped, before `today`. */
const stopDay = (today: string) => daysLater(today, -20)

/** Plans the lines of the host who collapsed; the last round of each was never handed over. */
export function collapsedLines(today: string): LinePlan[] {
  const million = 1_000_000
  const commission: Commission = { kind: 'half' }
  const said = { by: 'member', how: 'talk' } as const
  const stopped = { on: stopDay(today), said, reason: 'Chủ hụi không giao tiền hốt kỳ vừa khui' }
  const common = { host: collapsed, commission, stopped }
  const days = (rounds: number) => ({
    period: 'month' as const,
    days: solarRounds(today, 'month', rounds, 24)
  })
  return [
    { ...common, code: 'LT-21', n: 16, face: 2 * million, ...days(6), bid: 300_000, paid: 11 },
    { ...common, code: 'LT-23', n: 14, face: million, ...days(5), bid: 180_000, paid: 9 },
    {
      ...common,
      code: 'LT-26',
      n: 12,
      face: 5 * million,
      ...days(3),
      bid: 900_000,
      paid: 8,
      firstTakerStops: true
    }
  ]
}

interface Course {
  plan: LinePlan
  course: readonly NewFact[]
}

/**
 * Returns the entries of her collapse. Thirty people declare from memory what they paid for parts that never took, so
 * some declare more than the book says; the ninth is registered again at another desk, and the third by mistake, which is
 * put right. A colleague looks at the file first.
 */
export function collapseOf(
  today: string,
  hosts: readonly DemoPerson[],
  courses: readonly Course[]
): { officer: DemoEntry[]; colleague: DemoEntry[] } {
  const day = daysLater(stopDay(today), 1)
  const stream = `collapse/${uuidv7(at(day, 8), seededBytes('vỡ hụi'))}`
  const gist = 'Bà con đến trụ sở lúc 8 giờ. Chưa liên lạc được với chủ hụi.'
  const body = { host: hosts[collapsed]!.id, on: day, gist }
  const opened: NewFact = { stream, type: 'hui.collapse-opened', body, at: at(day, 8) }
  const seen: NewFact = { stream, type: 'hui.collapse-seen', body: { on: day }, at: at(day, 8, 4) }
  const claims = claimsOf(courses.filter(({ plan }) => plan.host === collapsed))
  const entries = [...claims, claims[8]!].map((claim, i): NewFact => ({
    stream,
    type: 'hui.claim-registered',
    body: { number: i + 1, ...claim },
    at: at(day, 8, 5 + 4 * i)
  }))
  const mistaken: NewFact = {
    stream,
    type: 'hui.claim-registered',
    body: { number: entries.length + 1, ...claims[2]! },
    at: at(day, 8, 5 + 4 * entries.length)
  }
  const reversed: DemoEntry = {
    stream,
    type: 'hui.claim-reversed',
    body: { claim: '', reason: 'Bấm ghi hai lần, bà con chỉ kê khai một lần' },
    at: mistaken.at! + 60_000,
    of: mistaken
  }
  return {
    officer: [opened, ...entries.filter((_, i) => i % 2 === 0)],
    colleague: [seen, ...entries.filter((_, i) => i % 2 === 1), mistaken, reversed]
  }
}

interface DeclaredLoss {
  claimant: Claimant
  parts: number
  amount: number
  paper: boolean
}

function claimsOf(courses: readonly Course[]): DeclaredLoss[] {
  const losses = [...paidByHolder(courses)].slice(0, claimants - strangers.length)
  const known = losses.map(([person, { parts, paid }], i) => ({
    claimant: { person },
    parts,
    amount: paid + (i % 5 === 4 ? 500_000 : 0),
    paper: i % 3 !== 2
  }))
  const others = strangers.map(({ name }, i) => ({
    claimant: { name },
    parts: 1,
    amount: (i + 2) * 1_000_000,
    paper: false
  }))
  return [...known, ...others]
}

/** Sums the payments of each holder for those of their parts that never took, đồng. */
function paidByHolder(courses: readonly Course[]): Map<string, { parts: number; paid: number }> {
  const byHolder = new Map<string, { parts: number; paid: number }>()
  for (const { course } of courses) {
    const [agreed] = course
    if (agreed?.type !== 'hui.line-agreed') throw new Error('a course begins with its line')
    const takers = new Set(course.map((entry) => entry.type === 'hui.round-held' && entry.body.taker))
    for (const [i, holders] of agreed.body.parts.entries()) {
      if (takers.has(i + 1)) continue
      const holder = holders[0]!.person
      const payments = course.map((entry) =>
        entry.type === 'hui.contribution-received' && entry.body.part === i + 1 ? entry.body.amount : 0
      )
      const { parts, paid } = byHolder.get(holder) ?? { parts: 0, paid: 0 }
      byHolder.set(holder, {
        parts: parts + 1,
        paid: paid + payments.reduce((sum, amount) => sum + amount, 0)
      })
    }
  }
  return byHolder
}
