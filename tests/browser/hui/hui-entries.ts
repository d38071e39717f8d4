import { randomBytes } from 'node:crypto'
import type { FactOf } from '#lib/domain/facts.ts'
import { line } from '#lib/domain/hui/line.ts'
import type { Book } from '#lib/domain/roles.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { TestDevice } from '../../facts.ts'
import { asDocument } from '../../facts.ts'
import { agreement, said, wholeParts } from '../../hui/test-line.ts'
import type { TestStack } from '../../stack.ts'

/** Describes a test's line; a month between its rounds unless it says otherwise. */
export type TestOpening = Pick<FactOf<'hui.line-agreed'>['body'], 'code' | 'host' | 'face' | 'startsOn'> & {
  n: number
}

const newId = () => uuidv7(Date.now(), randomBytes(10))

/** Today's ISO day in Việt Nam, `later` days on. */
export const dayFromNow = (later: number) =>
  new Date(Date.now() + 7 * 3_600_000 + later * 86_400_000).toISOString().slice(0, 10)

/** Hosts by those names, written by an officer of the stack's unit; the ids that lines name them by. */
export async function hosts(stack: TestStack, ...names: string[]): Promise<string[]> {
  const ids = names.map(newId)
  await write(stack, (device) =>
    names.map((name, i) =>
      device.fact(stack.unit, 'hui', 'hui.person-described', `person/${ids[i]}`, { name })
    )
  )
  return ids
}

/** Opens lines; their ids. */
export async function openLines(stack: TestStack, ...lines: TestOpening[]): Promise<string[]> {
  const ids = lines.map(newId)
  await write(stack, (device) =>
    lines.map(({ n, ...line }, i) => {
      const parts = wholeParts(...Array.from({ length: n }, () => line.host))
      const body = agreement(n, line.face, { ...line, on: line.startsOn, parts })
      return device.fact(stack.unit, 'hui', 'hui.line-agreed', `line/${ids[i]}`, body)
    })
  )
  return ids
}

/**
 * A line of five parts whose first pot was handed over in time, and whose second one has not been for 40 days. All had paid.
 */
export async function lineWithLatePot(stack: TestStack, host: string, code: string): Promise<void> {
  const stream = `line/${newId()}`
  const members = Array.from({ length: 5 }, newId)
  await write(stack, (device) => {
    const fact = (type: `hui.${string}`, body: object) => device.fact(stack.unit, 'hui', type, stream, body)
    const [first, second] = [dayFromNow(-70), dayFromNow(-40)]
    const terms = { code, host, on: first, startsOn: first, parts: wholeParts(...members) }
    const round = { said, chosen: 'lot', bid: 0, tickets: [], collected: true }
    const held = [
      fact('hui.line-agreed', agreement(5, 1_000_000, terms)),
      fact('hui.round-held', { ...round, on: first, k: 1, taker: 2 }),
      fact('hui.round-held', { ...round, on: second, k: 2, taker: 3 })
    ]
    const { payout } = line(held, Date.now())!.rounds[0]!
    const handed = {
      on: first,
      said,
      k: 1,
      to: members[1],
      amount: payout,
      commissionKept: 0,
      method: 'cash'
    }
    return [...held, fact('hui.pot-handed', handed)]
  })
}

/** Lists lines in the register of notices, under the host's name; their ids. */
export async function listLines(
  stack: TestStack,
  ...lines: (TestOpening & { hostName: string })[]
): Promise<string[]> {
  const ids = lines.map(newId)
  const write = (device: TestDevice) =>
    lines.map(({ code, ...line }, i) => {
      const body = { ...line, line: code, members: line.n, period: 'month' }
      return device.fact(stack.unit, 'notices', 'notices.line-listed', `notice/${ids[i]}`, body)
    })
  await writeIn(stack, 'notices', write)
  return ids
}

type Compose = (device: TestDevice) => ReturnType<TestDevice['fact']>[]

const write = (stack: TestStack, compose: Compose) => writeIn(stack, 'hui', compose)

async function writeIn(stack: TestStack, book: Book, compose: Compose) {
  const officer = await stack.account('officer')
  const docs = compose(officer.device).map(asDocument)
  const answer = await officer.post(`/${stack.database(book)}/_bulk_docs`, { docs })
  const refused = ((await answer.json()) as { error?: string; reason?: string }[]).find(({ error }) => error)
  if (refused) throw new Error(refused.reason)
}
