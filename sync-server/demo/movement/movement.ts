import type { ServerScope } from 'nano'
import type { FactOf } from '#lib/domain/facts.ts'
import type { Entry, Scribe } from '../../fact-writer.ts'
import { bytesOf } from '../seeded.ts'
import { writeOnce, type Author } from '../write-once.ts'
import { idFor, langTron, phongHiep, type DemoModel } from './models.ts'
import * as published from './published.ts'

const book = 'movement'

interface Part {
  author: Author
  models: readonly DemoModel[]
  figures: readonly FactOf<'movement.figures-published'>['body'][]
}

const parts: readonly Part[] = [
  {
    author: { account: 'ph-tonghop', label: 'Máy bàn của Nguyễn Thị Cẩm Tú', unit: 'xa-phong-hiep', book },
    models: phongHiep,
    figures: [published.province, published.phuocLong]
  },
  {
    author: { account: 'lt-truong', label: 'Máy bàn của Trương Minh Hải', unit: 'phuong-lang-tron', book },
    models: langTron,
    figures: [published.province, published.langTron]
  }
]

/**
 * Writes the demo's movement books, once; `scribeAs` gives the scribe of an account with the key in a file.
 * @returns how many facts were written
 */
export async function writeDemoMovement(
  server: ServerScope,
  scribeAs: (account: string, key: string) => Scribe,
  now: number
): Promise<number> {
  let written = 0
  for (const part of parts) {
    const { account } = part.author
    const scribe = scribeAs(account, `demo-${account}-movement-key.json`)
    written += await writeOnce(server, scribe, part.author, () => entriesOf(part, now))
  }
  return written
}

/** Keyed in eight weeks ago, relative to `now` (Unix ms), with ids that are the same all day long. */
function entriesOf({ author, models, figures }: Part, now: number): Entry[] {
  const day = 86_400_000
  const at = (Math.floor(now / day) - 56) * day
  const entries: Entry[] = [
    ...models.flatMap(({ id, listing, counts }): Entry[] => [
      { stream: `model/${id}`, type: 'movement.model-listed', body: listing },
      ...counts.map((body) => ({ stream: `model/${id}`, type: 'movement.group-counted', body }) as const)
    ]),
    ...figures.map((body) => {
      const { level, id } = body.area
      const stream = `figures/${idFor(`${level} ${id}`)}`
      return { stream, type: 'movement.figures-published', body } as const
    })
  ]
  return entries.map((entry, i) => ({
    ...entry,
    at: at + i * 60_000,
    random: bytesOf(`${author.account} ${i}`)
  }))
}
