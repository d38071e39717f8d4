import type { ServerScope } from 'nano'
import type { NewFact, FactWriter } from '../../fact-writer.ts'
import { midnightInVietnam } from '../midnight.ts'
import { writeOnce, type DemoAuthor } from '../write-once.ts'
import { langTronStories } from './lang-tron.ts'
import { phongHiepStories } from './phong-hiep.ts'
import { storyEntries } from './incident-story.ts'

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
 * Writes the demo's incidents and tips, once; `writerFor` returns an account's writer with the key in a file.
 * @returns the number of facts written
 */
export async function writeDemoIncidents(
  server: ServerScope,
  writerFor: (account: string, key: string) => FactWriter,
  now: number
): Promise<number> {
  const entriesByAccount = demoIncidents(now)
  let written = 0
  for (const author of authors) {
    const writer = writerFor(author.account, `demo-${author.account}-incidents-key.json`)
    written += await writeOnce(server, writer, author, () => entriesByAccount.get(author.account) ?? [])
  }
  return written
}

/**
 * Returns the demo's incidents and tips by account, oldest first; the same all day long, except for the waiting tip,
 * which is timed from `now` (Unix ms).
 */
export function demoIncidents(now: number): ReadonlyMap<string, NewFact[]> {
  const midnight = midnightInVietnam(now)
  const told = [...phongHiepStories(midnight, now), ...langTronStories()].flatMap(storyEntries)
  const entriesByAccount = new Map<string, NewFact[]>()
  // A writer keeps the times that seed the ids only when they come in order.
  for (const { by, entry } of told.toSorted((a, b) => a.entry.at - b.entry.at))
    entriesByAccount.set(by, [...(entriesByAccount.get(by) ?? []), entry])
  return entriesByAccount
}
