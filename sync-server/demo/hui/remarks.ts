import type { FactOf } from '#lib/domain/facts.ts'
import { daysLater } from '#lib/domain/hui/calendar.ts'
import type { RemarkType } from '#lib/domain/hui/person/remarks.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { NewFact } from '../../fact-writer.ts'
import { seededBytes } from '../seeded.ts'
import { agreementIn, roundsIn } from './course.ts'
import type { DemoEntry } from './entries.ts'
import { at } from './line-history.ts'
import type { DemoPerson } from './people.ts'

const talk = { by: 'member', how: 'talk' } as const
const seen = { by: 'officer', how: 'seen' } as const

/** Returns one who was written down twice, under a name heard otherwise. @param listedAt Unix ms */
export const writtenTwice = (listedAt: number): DemoPerson => ({
  id: uuidv7(listedAt, seededBytes('person Kim Sà Rên')),
  name: 'Kim Sà Rên'
})

/** A number that nobody is given: no range in use begins so. */
const number = '0110000021'

/** Makes the mark of a number of a person, with its proof; null without the server's key. */
export type MarkOf = (person: string, number: string) => { mark: string; proof: string } | null

/** Returns what shows that two are one: the same telephone number, which is marked and nowhere written. */
export function markEntries(today: string, people: readonly DemoPerson[], markOf: MarkOf): DemoEntry[] {
  const on = daysLater(today, -17)
  return people.flatMap(({ id }, i): DemoEntry[] => {
    const made = markOf(id, number)
    if (made === null) return []
    const body = { on, said: seen, kind: 'phone', ...made } as const
    return [{ stream: `person/${id}`, type: 'hui.identity-marked', body, at: at(on, 8, 50 + i) }]
  })
}

/** Names those of whom something is written. */
interface About {
  today: string
  /** The host who collapsed, one whose house is known, and members who are in no line of the one who collapsed. */
  collapsed: DemoPerson
  neighbour: DemoPerson
  members: readonly DemoPerson[]
  twice: DemoPerson
  /** A line of the host who collapsed. */
  course: readonly NewFact[]
}

/**
 * Returns what colleagues wrote of people beside the lines: one person under two names, a house, and of the host who collapsed
 * two statements, a sale, a gift for buying parts, and a look at a sign of hers.
 */
export function remarkEntries({ today, collapsed, neighbour, members, twice, course }: About): {
  officer: DemoEntry[]
  colleague: DemoEntry[]
} {
  const { parts } = agreementIn(course)
  const rounds = roundsIn(course)
  const last = rounds.at(-1)!
  const holder = (part: number) => parts[part - 1]![0]!.person
  const line = course[0]!.stream.slice('line/'.length)
  const isIn = (person: string) => parts.some((of) => of.some((one) => one.person === person))
  const [payer, buyer, housemate, other] = members.toReversed().filter(({ id }) => !isIn(id))
  const sold = parts.findIndex((_, i) => !rounds.some(({ taker }) => taker === i + 1)) + 1
  const said = daysLater(today, -17)
  const write = <Type extends RemarkType | 'hui.flag-reviewed' | 'hui.score-viewed'>(
    person: DemoPerson,
    type: Type,
    body: FactOf<Type>['body'],
    minute: number
  ) => ({ stream: `person/${person.id}`, type, body, at: at(body.on, 9, minute) }) as DemoEntry

  const mistaken = write(neighbour, 'hui.household-named', { on: said, said: seen, people: [other!.id] }, 40)
  const named = members.find(({ name }) => name === 'Kim Sà Rêl')!
  const colleague: DemoEntry[] = [
    write(
      named,
      'hui.persons-same',
      { on: said, said: seen, same: twice.id, reason: 'Ghi hai lần, tên nghe khác nhau' },
      0
    ),
    write(
      collapsed,
      'hui.statement-taken',
      {
        on: said,
        said: { ...talk, person: payer!.id },
        payer: payer!.id,
        says: 'paid',
        line,
        k: 2,
        amount: 1_700_000,
        note: 'Nói mua lại một phần, chưa có giấy'
      },
      10
    ),
    write(
      collapsed,
      'hui.statement-taken',
      {
        on: said,
        said: { ...talk, person: holder(last.taker) },
        payer: holder(last.taker),
        says: 'pot-not-handed',
        line,
        k: last.k
      },
      15
    ),
    write(
      collapsed,
      'hui.sale-reported',
      { on: said, said: talk, line, part: sold, from: holder(sold), to: buyer!.id, note: 'Sang miệng' },
      20
    ),
    write(
      collapsed,
      'hui.inducement-reported',
      { on: said, said: talk, what: 'gift', confirmed: false, note: 'Tặng nồi cơm điện khi mua hai phần' },
      25
    ),
    write(neighbour, 'hui.household-named', { on: said, said: seen, people: [housemate!.id] }, 30),
    mistaken,
    {
      stream: mistaken.stream,
      type: 'hui.remark-reversed',
      body: { remark: '', reason: 'Ghi nhầm nhà bên cạnh' },
      at: at(said, 9, 45),
      of: mistaken
    }
  ]
  const looked = daysLater(today, -16)
  const officer = [
    write(collapsed, 'hui.score-viewed', { on: looked }, 0),
    write(
      collapsed,
      'hui.flag-reviewed',
      {
        on: looked,
        said: seen,
        indicator: 'R18',
        level: 'amber',
        outcome: 'followed',
        note: 'Chờ người kê khai nộp giấy'
      },
      10
    )
  ]
  return { officer, colleague }
}
