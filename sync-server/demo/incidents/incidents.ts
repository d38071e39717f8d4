import type { ServerScope } from 'nano'
import type { Entry, Scribe } from '../../fact-writer.ts'
import { writeOnce, type Author } from '../write-once.ts'
import { langTron } from './lang-tron.ts'
import { phongHiep } from './phong-hiep.ts'
import { factsOf } from './incident-story.ts'

const book = 'incidents'
const [phongHiepUnit, langTronUnit] = ['xa-phong-hiep', 'phuong-lang-tron']

/** Who wrote incidents, each on a device of the police that is used for nothing else. */
const authors: readonly Author[] = [
  { account: 'ph-truong', label: 'Máy của Lê Quốc Thắng', unit: phongHiepUnit, book },
  { account: 'ph-truc', label: 'Máy trực ban xã', unit: phongHiepUnit, book },
  { account: 'ph-tonghop', label: 'Máy của Nguyễn Thị Cẩm Tú', unit: phongHiepUnit, book },
  { account: 'lt-truong', label: 'Máy chỉ huy phường', unit: langTronUnit, book },
  { account: 'lt-truc', label: 'Máy trực ban phường', unit: langTronUnit, book }
]

/**
 * Writes the demo's incidents and tips, once; `scribeAs` gives the scribe of an account with the key in a file.
 * @returns how many facts were written
 */
export async function writeDemoIncidents(
  server: ServerScope,
  scribeAs: (account: string, key: string) => Scribe,
  now: number
): Promise<number> {
  const entriesByAccount = demoIncidents(now)
  let written = 0
  for (const author of authors) {
    const scribe = scribeAs(author.account, `demo-${author.account}-incidents-key.json`)
    written += await writeOnce(server, scribe, author, () => entriesByAccount.get(author.account) ?? [])
  }
  return written
}

/**
 * Everything the demo knows of incidents and tips, by account, oldest first; the same all day long,
 * but for the tip that waits, which is counted from `now` (Unix ms).
 */
export function demoIncidents(now: number): ReadonlyMap<string, Entry[]> {
  const midnight = Math.floor((now + 7 * 3_600_000) / 86_400_000) * 86_400_000 - 7 * 3_600_000
  const told = [...phongHiep(midnight, now), ...langTron()].flatMap(factsOf)
  const entriesByAccount = new Map<string, Entry[]>()
  // A scribe keeps the times that ids were drawn from only when they come in order.
  for (const { by, entry } of told.toSorted((a, b) => a.entry.at - b.entry.at))
    entriesByAccount.set(by, [...(entriesByAccount.get(by) ?? []), entry])
  return entriesByAccount
}
