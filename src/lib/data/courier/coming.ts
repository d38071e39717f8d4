import type { ComingBooks } from '#lib/ports/courier.ts'
import { books, type Book } from '#lib/domain/roles.ts'

interface Place {
  book: Book
  turn: number
  /** Records still to be stored here, by the server's count; null: not counted yet. */
  left: number | null
  all: number
}

/** Counts what of an account's books is still to come in one exchange, by what the server says alone. */
export class Coming {
  readonly #places: ReadonlyMap<string, Place>
  #isTold: boolean

  /**
   * @param turns the databases to be read, those of one turn at once
   * @param first whether this phone has nothing yet; later a few new records are not worth telling
   * @param tell runs when the counts change
   */
  constructor(
    turns: readonly (readonly { name: string; book: Book }[])[],
    first: boolean,
    private readonly tell: (coming: ComingBooks) => void = () => {}
  ) {
    this.#places = new Map(
      turns.flatMap((turn, i) => turn.map(({ name, book }) => [name, { book, turn: i, left: null, all: 0 }]))
    )
    this.#isTold = first
  }

  /**
   * Notes how many records a database has for this phone; the first count stands, and what is stored is taken off.
   * @param more whether they come in more than one page
   */
  counted(name: string, count: number, more = false): void {
    const place = this.#places.get(name)
    if (!place) return
    this.#isTold ||= more
    if (place.left === null) Object.assign(place, { left: count, all: count })
    this.#tell()
  }

  /** Notes that so many of a database's records are on the disk. */
  stored(name: string, count: number): void {
    const place = this.#places.get(name)
    if (place?.left) place.left = Math.max(0, place.left - count)
    this.#tell()
  }

  /** Notes that a database has nothing more for this phone. */
  ended(name: string): void {
    const place = this.#places.get(name)
    if (place) place.left = 0
    this.#tell()
  }

  #tell(): void {
    if (!this.#isTold) return
    const places = [...this.#places.values()]
    const lacking = places.filter(({ left }) => left !== 0)
    const coming = lacking.filter(({ turn }) => turn === lacking[0]!.turn).map(({ book }) => book)
    const isCounted = places.every(({ left }) => left !== null)
    this.tell({
      books: books.filter((book) => coming.includes(book)),
      left: isCounted ? places.reduce((sum, { left }) => sum + left!, 0) : null,
      all: places.reduce((sum, { all }) => sum + all, 0)
    })
  }
}
