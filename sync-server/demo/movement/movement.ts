import type { ServerScope } from 'nano'
import type { FactOf } from '#lib/domain/facts.ts'
import type { NewFact, FactWriter } from '../../fact-writer.ts'
import { writeOnce, type DemoAuthor } from '../write-once.ts'
import { idFor, langTronModels, phongHiepModels, type DemoModel } from './models.ts'
import * as published from './published.ts'

const book = 'movement'

interface Part {
  author: DemoAuthor
  models: readonly DemoModel[]
  figures: readonly FactOf<'movement.figures-published'>['body'][]
}

const parts: readonly Part[] = [
  {
    author: { account: 'ph-tonghop', label: 'Máy bàn của Nguyễn Thị Cẩm Tú', unit: 'xa-phong-hiep', book },
    models: phongHiepModels,
    figures: [published.provinceFigures, published.phuocLongFigures]
  },
  {
    author: { account: 'lt-truong', label: 'Máy bàn của Trương Minh Hải', unit: 'phuong-lang-tron', book },
    models: langTronModels,
    figures: [published.provinceFigures, published.langTronFigures]
  }
]

/**
 * Writes the demo's movement books, once; `writerFor` returns an account's writer with the key in a file.
 * @returns the number of facts written
 */
export async function writeDemoMovement(
  server: ServerScope,
  writerFor: (account: string, key: string) => FactWriter,
  now: number
): Promise<number> {
  let written = 0
  for (const part of parts) {
    const { account } = part.author
    const writer = writerFor(account, `demo-${account}-movement-key.json`)
    written += await writeOnce(server, writer, part.author, () => entriesOf(part, now))
  }
  return written
}

/** Returns entries keyed in eight weeks ago, relative to `now` (Unix ms), the same all day long. */
function entriesOf({ models, figures }: Part, now: number): NewFact[] {
  const day = 86_400_000
  const at = (Math.floor(now / day) - 56) * day
  const entries: NewFact[] = [
    ...models.flatMap(({ id, listing, counts }): NewFact[] => [
      { stream: `model/${id}`, type: 'movement.model-listed', body: listing },
      ...counts.map((body) => ({ stream: `model/${id}`, type: 'movement.group-counted', body }) as const)
    ]),
    ...figures.map((body) => {
      const { level, id } = body.area
      const stream = `figures/${idFor(`${level} ${id}`)}`
      return { stream, type: 'movement.figures-published', body } as const
    })
  ]
  return entries.map((entry, i) => ({ ...entry, at: at + i * 60_000 }))
}
