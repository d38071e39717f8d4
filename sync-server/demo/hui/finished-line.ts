import { daysLater } from '#lib/domain/hui/calendar.ts'
import { lateAccounts } from '#lib/domain/hui/money/interest.ts'
import type { NewFact } from '../../fact-writer.ts'
import { agreementIn, receivedIn, roundsIn, toldByMembers } from './course.ts'
import { lineAt, type DemoEntry } from './entries.ts'
import { at } from './line-history.ts'

const talk = { by: 'member', how: 'talk' } as const
const paper = { by: 'host', how: 'paper' } as const

/** Dues that came late: in which round, the round in which that part takes, and how many days after the opening. */
const late = [
  { k: 4, takes: 6, days: 23 },
  { k: 5, takes: 7, days: 13 }
] as const
/** The rounds that the first taker did not pay. */
const unpaid = [7, 8]

/**
 * Returns the entries of a finished line of which all was paid in the end: late interest, once paid and once waived; a
 * record denied and put right; a pot confirmed; terms put right; and the first taker, for whom the host put in the last two
 * rounds, acknowledges the debt and has paid the first instalment.
 */
export function finishedLine(course: readonly NewFact[]): DemoEntry[] {
  const { host, parts, startsOn } = agreementIn(course)
  const { stream } = course[0]!
  const rounds = roundsIn(course)
  const [first, , third] = rounds
  const end = rounds.at(-1)!.on
  const holder = (part: number) => parts[part - 1]![0]!.person
  const lates = late.map(({ k, takes, days }) => {
    const part = rounds[takes - 1]!.taker
    const on = daysLater(rounds[k - 1]!.on, days)
    return { k, part, holder: holder(part), on, amount: receivedIn(course, part, k) }
  })
  const isCovered = (k: number, part: number) =>
    lates.some((one) => one.k === k && one.part === part) || (part === first!.taker && unpaid.includes(k))
  const say = (told: Pick<NewFact, 'type' | 'body'>, day: string, hour: number, minute = 0) =>
    ({ ...told, stream, at: at(day, hour, minute) }) as DemoEntry

  const own = toldByMembers(course).map((entry): DemoEntry => {
    if (entry.type !== 'hui.contribution-received' || !isCovered(entry.body.k, entry.body.part)) return entry
    const { method: _method, ...due } = entry.body
    return { ...entry, type: 'hui.contribution-covered', body: { ...due, by: host } }
  })
  const repaid = lates.map((due) => {
    const { on, ...of } = due
    return say({ type: 'hui.advance-repaid', body: { on, said: talk, ...of, to: host } }, on, 9)
  })
  const [paidLate, waivedLate] = lates.map((due, i) => ({
    ...due,
    asked: lateAccounts(lineAt([...own, ...repaid], repaid[i]!.at!), due.on).find(
      ({ k, part }) => k === due.k && part === due.part
    )!.asked
  }))
  const ofDue = ({ k, part, holder }: { k: number; part: number; holder: string }) => ({
    k,
    part,
    from: holder
  })
  const wrong = say(
    {
      type: 'hui.contribution-received',
      body: {
        on: rounds[1]!.on,
        said: { by: 'host', how: 'call' },
        k: 2,
        part: rounds[7]!.taker,
        holder: holder(rounds[7]!.taker),
        amount: 100_000,
        method: 'cash'
      }
    },
    rounds[1]!.on,
    18
  )
  const pot = own.find(({ type, body }) => type === 'hui.pot-handed' && body.k === 3)!
  const debtor = holder(first!.taker)
  const sum = unpaid.reduce((all, k) => all + receivedIn(course, first!.taker, k), 0)
  const acknowledged = daysLater(end, 5)
  const [half, rest] = [daysLater(end, 30), daysLater(end, 60)]
  const debt = say(
    {
      type: 'hui.debt-acknowledged',
      body: {
        on: acknowledged,
        said: paper,
        from: debtor,
        to: host,
        amount: sum,
        instalments: [
          { on: half, amount: sum / 2 },
          { on: rest, amount: sum / 2 }
        ]
      }
    },
    acknowledged,
    9
  )
  return [
    ...own,
    say(
      {
        type: 'hui.terms-amended',
        body: {
          on: daysLater(startsOn, 1),
          said: paper,
          fromRound: 1,
          changes: { lateRate: 1_000 },
          reason: 'Ghi sót: đã thỏa thuận lãi chậm 10% một năm'
        }
      },
      daysLater(startsOn, 1),
      9
    ),
    ...repaid,
    say(
      {
        type: 'hui.late-interest-paid',
        body: {
          on: paidLate!.on,
          said: talk,
          ...ofDue(paidLate!),
          to: host,
          amount: paidLate!.asked,
          method: 'cash'
        }
      },
      paidLate!.on,
      9,
      5
    ),
    say(
      {
        type: 'hui.penalty-waived',
        body: {
          on: waivedLate!.on,
          said: { by: 'host', how: 'call' },
          ...ofDue(waivedLate!),
          by: host,
          amount: waivedLate!.asked,
          reason: 'Người đóng nằm viện, có báo trước'
        }
      },
      waivedLate!.on,
      9,
      5
    ),
    wrong,
    {
      ...say(
        {
          type: 'hui.entry-denied',
          body: { on: rounds[1]!.on, said: talk, entry: '', reason: 'Hụi viên nói chưa đóng thêm khoản này' }
        },
        rounds[1]!.on,
        21
      ),
      of: wrong
    },
    {
      ...say(
        { type: 'hui.entry-reversed', body: { entry: '', reason: 'Chủ hụi đọc nhầm dây khác' } },
        rounds[1]!.on,
        21,
        10
      ),
      of: wrong
    },
    {
      ...say(
        {
          type: 'hui.entry-confirmed',
          body: { on: third!.on, said: { ...talk, person: holder(third!.taker) }, entry: '' }
        },
        third!.on,
        21
      ),
      of: pot
    },
    debt,
    {
      ...say(
        {
          type: 'hui.agreed-paid',
          body: {
            on: half,
            said: talk,
            agreed: '',
            from: debtor,
            to: host,
            amount: sum / 2,
            method: 'cash'
          }
        },
        half,
        9
      ),
      of: debt
    }
  ] as DemoEntry[]
}
