import type { Fact } from '../../facts.ts'
import { Clusters } from '../warning/clusters.ts'
import type { WatchedLine } from '../warning/records.ts'
import type { IdentityMark, Signs } from '../warning/signs.ts'
import { standingMarks, standingRemarks, type RemarkEntry, type Remarks } from './remarks.ts'
import { bookAgainst } from './statements.ts'

/** All that is known of the people of one host's lines. */
export interface KnownOfHost {
  host: string
  /** The host's lines, under whichever of her ids. */
  lines: readonly WatchedLine[]
  remarks: Remarks
  /** Names by id. */
  people: ReadonlyMap<string, { name: string }>
  /** ISO day on which the commune was notified of a line, by its id; undefined while that book is not read. */
  notices?: ReadonlyMap<string, string> | undefined
}

/**
 * Returns what the indicators of one host read beside her books. What nobody has asked about is left out, so that an
 * indicator says that it cannot be told, and not that nothing was found: marks and houses count from two people on.
 */
export function signsOfHost({ host, lines, remarks, people, notices }: KnownOfHost): Signs {
  const { same, byPerson } = remarks
  const one = (person: string) => same.get(person) ?? person
  const all = [...byPerson.values()].flat()
  const about = all.filter(({ person }) => one(person) === one(host))
  const involved = involvedIn(lines, one)
  const houses = housesIn(all, one)
  const marks = all
    .filter(({ person }) => involved.has(one(person)))
    .flatMap((entry) => standingMarks([entry]))
    .map(({ person, fact }): IdentityMark => ({ person, kind: fact.body.kind, mark: fact.body.mark }))
  const addresses = addressesIn(houses, people, involved)
  const household = houses.find((house) => house.includes(one(host))) ?? []
  const insiders = new Set([one(host), ...household])
  const statements = statementsIn(about, lines, one)
  const sales = standingRemarks(about, 'hui.sale-reported').map(({ person, fact: { id, body } }) => {
    const { line, part, from, to, on, said } = body
    return { id, host: person, line, part, from, to, on, seen: said.how === 'paper' || said.how === 'seen' }
  })
  const inducements = standingRemarks(about, 'hui.inducement-reported').map(
    ({ person, fact: { id, body } }) => ({
      id,
      host: person,
      proven: body.confirmed
    })
  )
  return {
    ...(new Set(marks.map(({ person }) => one(person))).size > 1 && { marks }),
    ...(addresses.size > 1 && { addresses }),
    household: new Map([[host, household.filter((person) => person !== one(host))]]),
    accounts: accountsIn(lines, marks, insiders, one),
    ...(statements && { statements }),
    ...(sales.length > 0 && { sales }),
    ...(inducements.length > 0 && { inducements }),
    ...(notices && { notices })
  }
}

type One = (person: string) => string

function involvedIn(lines: readonly WatchedLine[], one: One): Set<string> {
  const involved = new Set<string>()
  for (const { state } of lines) {
    involved.add(one(state.terms.host))
    const holders = [...state.terms.parts.flat(), ...state.parts.flatMap((part) => part.holders)]
    for (const { person } of holders) involved.add(one(person))
  }
  return involved
}

/** Joins the people of one house: whoever lives with a third lives with both. */
function housesIn(all: readonly RemarkEntry[], one: One): string[][] {
  const houses = new Clusters()
  for (const { person, fact } of standingRemarks(all, 'hui.household-named'))
    for (const other of fact.body.people) houses.join(one(person), one(other))
  return houses.groups
}

function addressesIn(
  houses: readonly string[][],
  people: KnownOfHost['people'],
  involved: ReadonlySet<string>
): Map<string, { name: string; house: string }> {
  const addresses = new Map<string, { name: string; house: string }>()
  for (const house of houses)
    for (const person of house) {
      const name = people.get(person)?.name
      if (name !== undefined && involved.has(person)) addresses.set(person, { name, house: house[0]! })
    }
  return addresses
}

/** Returns the pots that went to an account which its receiver shares with the host or her household: whose it is then. */
function accountsIn(
  lines: readonly WatchedLine[],
  marks: readonly IdentityMark[],
  insiders: ReadonlySet<string>,
  one: One
): Map<string, string> {
  const accounts = marks.filter(({ kind }) => kind === 'account')
  const insiderOf = new Map(
    accounts.flatMap(({ person, mark }) => (insiders.has(one(person)) ? [[mark, one(person)] as const] : []))
  )
  const shared = new Map<string, string>()
  for (const { person, mark } of accounts)
    if (!insiders.has(one(person)) && insiderOf.has(mark)) shared.set(one(person), insiderOf.get(mark)!)
  const found = new Map<string, string>()
  if (shared.size === 0) return found
  for (const { facts } of lines)
    for (const fact of facts as readonly Fact[])
      if (fact.type === 'hui.pot-handed') {
        const insider = shared.get(one(fact.body.to))
        if (insider !== undefined) found.set(fact.id, insider)
      }
  return found
}

const asSigns = { paid: 'not-in-book', 'no-part': 'denies', 'pot-not-handed': 'not-handed' } as const

/**
 * Returns the statements that the book does not bear out, the last one of each payer: nobody counts twice by saying several
 * things. Undefined: nobody said anything.
 */
function statementsIn(
  about: readonly RemarkEntry[],
  lines: readonly WatchedLine[],
  one: One
): Signs['statements'] | undefined {
  const taken = standingRemarks(about, 'hui.statement-taken')
  if (taken.length === 0) return undefined
  const isAgainst = bookAgainst(
    lines.map(({ state }) => state),
    one
  )
  const against = taken.filter(({ fact }) => isAgainst(fact.body))
  const byPayer = new Map(against.map((statement) => [one(statement.fact.body.payer), statement]))
  return [...byPayer.values()].map(({ person, fact: { id, body } }) => ({
    id,
    host: person,
    says: asSigns[body.says]
  }))
}
