import TinyQueue from 'tinyqueue'
import type { Credit, Due } from '../state.ts'

/** Money paid ahead that is not used yet, since a day; `turn`: among all, in the order in which it is used. */
interface Ahead {
  turn: number
  since: string
  left: number
}

/** Holds what one person has paid ahead: that of days past by its turn, that of later days by its day. */
class OfPerson {
  readonly ready = new TinyQueue<Ahead>([], (a, b) => a.turn - b.turn)
  readonly later = new TinyQueue<Ahead>([], (a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))

  get left(): number {
    return [...this.ready.data, ...this.later.data].reduce((sum, { left }) => sum + left, 0)
  }
}

/** Tells what each person has paid ahead, in the order in which it is used. */
export class PaidAhead {
  readonly #byPerson = new Map<string, OfPerson>()
  #turns = 0

  add(person: string, { since, left }: Omit<Ahead, 'turn'>): void {
    if (left === 0) return
    const own = this.#byPerson.get(person) ?? new OfPerson()
    this.#byPerson.set(person, own)
    own.later.push({ turn: this.#turns++, since, left })
  }

  /** Pays a due from what its holder had paid before that day; no day is earlier than one before. */
  pay(due: Due, on: string): void {
    const own = this.#byPerson.get(due.holder)
    if (!own || due.open === 0) return
    for (let ahead = own.later.peek(); ahead && ahead.since < on; ahead = own.later.peek())
      own.ready.push(own.later.pop()!)
    for (let ahead = own.ready.peek(); ahead && due.open > 0; ahead = own.ready.peek()) {
      const amount = Math.min(ahead.left, due.open)
      ahead.left -= amount
      due.drawn += amount
      due.open -= amount
      if (ahead.left === 0) own.ready.pop()
    }
  }

  get left(): Credit[] {
    return [...this.#byPerson]
      .map(([person, own]) => ({ person, amount: own.left }))
      .filter(({ amount }) => amount > 0)
      .sort((a, b) => (a.person < b.person ? -1 : 1))
  }
}
