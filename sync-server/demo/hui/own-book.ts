import { existsSync, writeFileSync } from 'node:fs'
import type { ServerScope } from 'nano'
import { canonicalString } from '#lib/domain/canonical.ts'
import { ownId, ownPerson } from '#lib/domain/hui/own/own-record.ts'
import type { FactWriter, NewFact } from '../../fact-writer.ts'
import type { ServerDevice } from '../../server-device.ts'
import { writeOnce } from '../write-once.ts'
import { inTime, numbered } from './entries.ts'
import { lineHistory } from './line-history.ts'
import { demoPeople, described, type DemoPerson } from './people.ts'
import { demoLines } from './plans.ts'

const unit = 'phuong-lang-tron'
/** Keeps her book on a phone of her own: its copy lies beside the demo's keys. */
const host = { account: 'lt-bahue', label: 'Máy của Ba Huệ', unit, book: 'hui' } as const
/** The officer whose phone took in what she handed in. */
const officer = 'lt-truong'
/** The line that she handed in, and the one that she keeps for herself. */
const codes = ['LT-07', 'LT-04'] as const
const dayMs = 86_400_000

/**
 * Writes the line that the demo's host has handed in, once, and a copy of her whole book to a file, from which whoever signs in
 * as she brings it back.
 * @param copy the path of that file
 * @param now Unix ms
 */
export async function writeDemoOwnBook(
  server: ServerScope,
  writer: FactWriter,
  { copy, now }: { copy: string; now: number }
): Promise<number> {
  const [handedIn, kept] = ownBook(now)
  const written = await writeOnce(server, writer, host, () =>
    handedIn.map((entry): NewFact => ({ ...entry, via: officer }))
  )
  // Another day's book would have other records under the same numbers.
  if (written > 0 && !existsSync(copy))
    writeFileSync(copy, copyText([...handedIn, ...kept], writer.device), { mode: 0o600 })
  return written
}

/**
 * Returns the demo's own book of Ba Huệ, line by line: what the commune knows of them, with everybody under ids of hers.
 * @param now Unix ms
 */
function ownBook(now: number): [handedIn: NewFact[], kept: NewFact[]] {
  const today = new Date(now + 7 * 3_600_000).toISOString().slice(0, 10)
  const listedAt = Date.parse(today) - 600 * dayMs
  const owner = { unit, by: host.account }
  const { hosts, members } = demoPeople(listedAt)
  const herself: DemoPerson = { ...hosts[0]!, id: ownPerson(owner) }
  const hers = members.map((person, i): DemoPerson => ({ ...person, id: ownId(owner, listedAt + i + 1) }))
  const plans = demoLines(today)
  const listed = new Set<string>()
  const [handedIn, kept] = codes.map((code, i) => {
    const plan = plans.find((one) => one.code === code)!
    const stream = `line/${ownId(owner, listedAt + members.length + i + 1)}`
    const course = lineHistory(plan, herself, hers).map((entry) => ({ ...entry, stream }))
    const told = JSON.stringify(course)
    const people = [herself, ...hers].filter(({ id }) => told.includes(id) && !listed.has(id))
    for (const { id } of people) listed.add(id)
    return [...people.map((person) => described(person, listedAt)), ...inTime(course)]
  })
  return [handedIn!, kept!]
}

/** Spells records as a phone of hers saves them. */
function copyText(entries: readonly NewFact[], device: ServerDevice): string {
  const facts = numbered(entries, device.id).map(({ sig: _none, ...fact }) => {
    const unsigned = { ...fact, by: host.account }
    return { ...unsigned, sig: device.sign(canonicalString(unsigned)) }
  })
  return facts.map((fact) => `${JSON.stringify(fact)}\n`).join('')
}
