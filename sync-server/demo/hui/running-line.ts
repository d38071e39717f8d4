import { daysLater } from '#lib/domain/hui/calendar.ts'
import type { NewFact } from '../../fact-writer.ts'
import { receiptOf, type DemoEntry } from './entries.ts'
import { at } from './line-history.ts'
import type { DemoPerson } from './people.ts'
import { agreementIn, receivedIn, roundsIn, signedBy, toldByMembers } from './course.ts'

const paper = { by: 'host', how: 'paper' } as const
const talk = { by: 'member', how: 'talk' } as const
const million = 1_000_000

/** The rounds from which somebody leaves, a part is sold, and somebody joins; what is owed of one round comes out of the next pot. */
const [leaves, sells, joins] = [3, 4, 5]
/** Of the pot of that round a taker leaves some with the host. */
const leftPot = { k: 5, amount: 2 * million }

/**
 * Returns the entries of a running line in which all happens that may: its members confirm what they paid; one leaves and is
 * stood in for, another joins and pays the rest of the rounds before later, a third sells; somebody answers for the first taker; a due is taken out of a pot, some of
 * a pot is left with the host, and money is paid ahead. Every round held before the last one closes all the same.
 */
export function changingLine(course: readonly NewFact[], members: readonly DemoPerson[]): DemoEntry[] {
  const { host, parts } = agreementIn(course)
  const { stream } = course[0]!
  const rounds = roundsIn(course)
  const [first, second, , , fifth] = rounds
  const last = rounds.at(-1)!
  const on = (k: number) => rounds[k - 1]!.on
  const holder = (part: number) => parts[part - 1]![0]!.person
  const isIn = (person: string) => parts.some((of) => of.some((one) => one.person === person))
  const [joiner, buyer, guarantor] = members.filter(({ id }) => !isIn(id)).map(({ id }) => id)
  const vacant = parts.findIndex((_, i) => !rounds.some(({ taker }) => taker === i + 1)) + 1
  const sold = fifth!.taker
  const owing = rounds[sells - 1]!.taker
  const holderIn = (part: number, k: number) => {
    if (part === vacant && k >= leaves) return k >= joins ? joiner! : host
    return part === sold && k >= sells ? buyer! : holder(part)
  }
  const owed = receivedIn(course, owing, leaves)

  const own = toldByMembers(course).map((entry): DemoEntry => {
    if (entry.type === 'hui.contribution-received') {
      const { method: _method, ...due } = { ...entry.body, holder: holderIn(entry.body.part, entry.body.k) }
      return due.part === owing && due.k === leaves
        ? { ...entry, type: 'hui.contribution-covered', body: { ...due, by: host } }
        : { ...entry, body: { ...entry.body, holder: due.holder } }
    }
    if (entry.type !== 'hui.pot-handed') return entry
    const { k, amount } = entry.body
    const less = k === sells ? owed : k === leftPot.k ? leftPot.amount : 0
    const to = holderIn(rounds[k - 1]!.taker, k)
    return { ...entry, body: { ...entry.body, to, amount: amount - less } }
  })
  const say = (told: Pick<NewFact, 'type' | 'body'>, day: string, hour: number, minute = 0) =>
    ({ ...told, stream, at: at(day, hour, minute) }) as DemoEntry

  const left = say(
    {
      type: 'hui.member-left',
      body: {
        on: on(leaves),
        said: paper,
        part: vacant,
        holder: holder(vacant),
        fromRound: leaves,
        settled: 0,
        damage: 0
      }
    },
    on(leaves),
    9
  )
  const paid = [1, 2, 3, 4].reduce((sum, k) => sum + receivedIn(course, vacant, k), 0)
  const joined = say(
    {
      type: 'hui.member-joined',
      body: {
        on: on(joins),
        said: paper,
        part: vacant,
        person: joiner!,
        units: 1,
        fromRound: joins,
        paid: paid - million
      }
    },
    on(joins),
    9
  )
  const transfer = say(
    {
      type: 'hui.part-transferred',
      body: {
        on: on(sells),
        said: paper,
        part: sold,
        from: holder(sold),
        to: buyer!,
        units: 1,
        fromRound: sells,
        price: 2_500_000,
        pays: 'buyer'
      }
    },
    on(sells),
    10
  )
  const guarantee = say(
    {
      type: 'hui.guarantor-agreed',
      body: {
        on: second!.on,
        said: paper,
        guarantor: guarantor!,
        holder: holder(first!.taker),
        scope: 'after-taking',
        amount: 5 * million
      }
    },
    second!.on,
    9
  )
  const setOffOn = daysLater(on(sells), 3)
  const beside: DemoEntry[] = [
    left,
    ...signedBy(left, ['leaver', 'host']),
    joined,
    ...signedBy(joined, ['joiner', 'host', 'members']),
    transfer,
    ...signedBy(transfer, ['seller', 'buyer', 'host']),
    guarantee,
    ...signedBy(guarantee, ['guarantor']),
    {
      ...say(
        { type: 'hui.claim-paid', body: { on: on(joins), said: talk, left: '', amount: 500_000 } },
        on(joins),
        21
      ),
      of: left
    } as DemoEntry,
    say(
      {
        type: 'hui.joining-paid',
        body: { on: last.on, said: talk, part: vacant, holder: joiner!, amount: million }
      },
      last.on,
      20
    ),
    say(
      {
        type: 'hui.set-off-agreed',
        body: {
          on: setOffOn,
          said: talk,
          k: leaves,
          part: owing,
          holder: holder(owing),
          amount: owed,
          pot: sells
        }
      },
      setOffOn,
      9
    ),
    say(
      {
        type: 'hui.pot-left',
        body: {
          on: fifth!.on,
          said: talk,
          k: leftPot.k,
          holder: buyer!,
          amount: leftPot.amount,
          reason: 'Nhờ chủ hụi giữ tới kỳ sau'
        }
      },
      fifth!.on,
      20,
      10
    ),
    say(
      {
        type: 'hui.prepaid',
        body: { on: last.on, said: talk, holder: holder(second!.taker), amount: million, method: 'cash' }
      },
      last.on,
      21
    )
  ]
  const all = [...own, ...beside]
  const printed = [
    ...own.filter(({ type, body }) => type === 'hui.contribution-received' && body.k === last.k).slice(0, 2),
    beside.at(-1)!
  ].map((money, i) => receiptOf(money, { among: all, on: last.on, at: at(last.on, 21, 10 + i) }))
  return [...all, ...printed]
}
