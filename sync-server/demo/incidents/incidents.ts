import type { ServerScope } from 'nano'
import { certifiedId } from '#lib/domain/certified-id.ts'
import type { NewFact, FactWriter } from '../../fact-writer.ts'
import { midnightInVietnam } from '../midnight.ts'
import { writeOnce, type DemoAuthor } from '../write-once.ts'
import { handoverEntries } from './handover.ts'
import { langTronStories } from './lang-tron.ts'
import { phongHiepStories } from './phong-hiep.ts'
import { storyEntries, type StoryEntry } from './incident-story.ts'

const book = 'incidents'
const [phongHiepUnit, langTronUnit] = ['xa-phong-hiep', 'phuong-lang-tron']

/** Authors of incidents, each on a device of the police used for nothing else. */
const authors: readonly DemoAuthor[] = [
  { account: 'ph-truong', label: 'Máy của Lê Quốc Thắng', unit: phongHiepUnit, book },
  { account: 'ph-truc', label: 'Máy trực ban xã', unit: phongHiepUnit, book },
  { account: 'ph-tonghop', label: 'Máy của Nguyễn Thị Cẩm Tú', unit: phongHiepUnit, book },
  { account: 'lt-truong', label: 'Máy chỉ huy phường', unit: langTronUnit, book },
  { account: 'lt-truc', label: 'Máy trực ban phường', unit: langTronUnit, book }
]

/**
 * Writes the demo's incidents, tips and handover, once; `writerFor` returns an account's writer with the key in a file.
 * @returns the number of facts written
 */
export async function writeDemoIncidents(
  server: ServerScope,
  writerFor: (account: string, key: string) => FactWriter,
  now: number
): Promise<number> {
  const writers = new Map(
    authors.map(({ account }) => [account, writerFor(account, `demo-${account}-incidents-key.json`)])
  )
  const entriesByAccount = demoIncidents(now, (account) => writers.get(account)!.device.id)
  let written = 0
  for (const author of authors) {
    const entries = () => entriesByAccount.get(author.account) ?? []
    written += await writeOnce(server, writers.get(author.account)!, author, entries)
  }
  return written
}

/**
 * Returns the demo's incidents, tips and handover by account, oldest first; the same all day long, except for the waiting tip,
 * which is timed from `now` (Unix ms).
 * @param deviceOf an account's device, which writes nothing else in this book
 */
export function demoIncidents(
  now: number,
  deviceOf: (account: string) => string = () => ''
): ReadonlyMap<string, NewFact[]> {
  const midnight = midnightInVietnam(now)
  const phongHiep = phongHiepStories(midnight, now)
  const told = [
    ...[...phongHiep, ...langTronStories()].flatMap(storyEntries),
    ...handoverEntries(midnight, phongHiep)
  ]
  const entriesByAccount = new Map<string, NewFact[]>()
  const ids = new Map<StoryEntry, string>()
  // A writer keeps the times that ids are made from only when they come in order.
  for (const one of told.toSorted((a, b) => a.entry.at - b.entry.at)) {
    const { by, entry, after } = one
    const before = entriesByAccount.get(by) ?? []
    const { unit } = authors.find(({ account }) => account === by)!
    const numbered = { unit, book, device: deviceOf(by), n: before.length + 1 }
    ids.set(one, certifiedId(numbered, entry.at))
    const naming = entry.type === 'incidents.work-taken-over' ? 'handover' : 'after'
    const body = after ? { ...entry.body, [naming]: ids.get(after)! } : entry.body
    entriesByAccount.set(by, [...before, { ...entry, body } as NewFact])
  }
  return entriesByAccount
}
