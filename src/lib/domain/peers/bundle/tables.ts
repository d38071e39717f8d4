import { idTime } from '../../uuid.ts'
import { MalformedBundle, type ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'
import { bundleLimits } from './limits.ts'

/** Ids have 80 bits after their time, six of them the same in all. */
const idTail = 10

/** Gives each of some texts a number: in the order in which they came, or in their own. */
class Numbering {
  readonly #numbers = new Map<string, number>()

  add(text: string): void {
    if (!this.#numbers.has(text)) this.#numbers.set(text, this.#numbers.size)
  }

  /** Numbers them anew, the smallest first. */
  sort(): void {
    const sorted = [...this.#numbers.keys()].sort()
    this.#numbers.clear()
    for (const text of sorted) this.add(text)
  }

  indexOf(text: string): number {
    return this.#numbers.get(text)!
  }

  get all(): string[] {
    return [...this.#numbers.keys()]
  }
}

/** Holds what stands once in a bundle however often its facts say it: ids, and texts. */
export class WrittenTables {
  readonly ids = new Numbering()
  readonly texts = new Numbering()

  /** Writes the ids by their time, so that each differs little from the one before. */
  write(to: ByteWriter): void {
    this.ids.sort()
    const { all } = this.ids
    to.count(all.length)
    let last = 0
    for (const id of all) {
      to.count(idTime(id) - last)
      last = idTime(id)
    }
    for (const id of all) to.raw(tailOf(id))
    const texts = this.texts.all
    to.count(texts.length)
    for (const text of texts) to.text(text)
  }
}

/** Reads the tables of a bundle. */
export class ReadTables {
  readonly #ids: readonly string[]
  readonly #texts: readonly string[]
  /** Counts the letters that were given out: each may be asked for as often as a column has bytes. */
  #given = 0

  constructor(from: ByteReader) {
    const times = Array.from({ length: from.entries(1 + idTail) }, () => from.count(2 ** 48))
    let last = 0
    this.#ids = times.map((change) => {
      last += change
      if (last >= 2 ** 48) throw new MalformedBundle()
      return idOf(last, from.raw(idTail))
    })
    this.#texts = Array.from({ length: from.entries() }, () => from.text())
  }

  id(index: number): string {
    return this.#give(this.#ids[index])
  }

  text(index: number): string {
    return this.#give(this.#texts[index])
  }

  #give(text: string | undefined): string {
    if (text === undefined) throw new MalformedBundle()
    this.#given += text.length
    if (this.#given > bundleLimits.letters) throw new MalformedBundle()
    return text
  }
}

const tailOf = (id: string): Uint8Array<ArrayBuffer> => {
  const digits = id.slice(14).replaceAll('-', '')
  return Uint8Array.from({ length: idTail }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16))
}

function idOf(ms: number, tail: Uint8Array): string {
  const time = ms.toString(16).padStart(12, '0')
  const rest = Array.from(tail, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`
}
