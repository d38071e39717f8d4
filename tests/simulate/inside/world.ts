import { bookIn, databaseName, quarterAfter } from '#lib/domain/database-names.ts'
import { readers, type Book, type Role } from '#lib/domain/roles.ts'
import type { CouchDocument } from '../../../sync-server/gatekeeper/couch-document.ts'
import { CouchModel, type Answered, type Asked } from '../server/model.ts'
import { Shelf, type Copy, type Make } from '../server/shelf.ts'
import { Belfry } from './bell.ts'
import type { Chance } from './chance.ts'
import { Operator } from './operator.ts'
import { Pen } from './phone/pen.ts'
import { Phone } from './phone/phone.ts'
import { laterRule, rule } from './rule.ts'
import type { Timeline } from './timeline.ts'
import { Truth } from './laws/truth.ts'

export const books: readonly Book[] = ['directory', 'gates', 'incidents', 'hui']
const people: readonly [string, string, Role][] = [
  ['A', 'chi-huy', 'commander'],
  ['B', 'can-bo', 'officer'],
  ['C', 'giu-cong', 'keeper']
]

/** One history's server and phones, and what everybody may find in them. */
export class World {
  readonly unit = 'xa-thu'
  readonly trace: string[] = []
  readonly belfry = new Belfry()
  readonly truth = new Truth(this)
  readonly pen = new Pen(this)
  readonly operator = new Operator(this)
  readonly model: CouchModel
  readonly phones: Phone[]
  /** No faults any more. */
  isQuiet = false
  #lives = 0
  #sentAt = 0
  #rule: '1' | '2' = '1'

  constructor(
    readonly seed: number,
    readonly timeline: Timeline,
    readonly chance: Chance
  ) {
    const make = chance.one<Make>(['couchdb', 'embedded'])
    this.model = new CouchModel(make, rule, {
      writes: (name, shelf, docs) => this.#writes(name, shelf, docs),
      refuses: (id) => void this.truth.refused.add(id)
    })
    for (const [, account, role] of people)
      this.model.accounts.set(account, { password: 'mat-khau', roles: this.rolesOf(role) })
    this.phones = people.map(([name, account, role]) => new Phone(this, name, account, role, chance.in(0.6)))
    // A second phone of one of them, in some histories.
    if (chance.in(0.3)) this.phones.push(new Phone(this, 'D', 'can-bo', 'officer', chance.in(0.5)))
    if (chance.in(0.7)) this.#provide('gates', quarterAfter(timeline.now, -1))
    this.provision()
    this.tell(`begins, ${make}, ${this.phones.length} phones`)
  }

  rolesOf(role: Role): string[] {
    return [`${this.unit}:${role}`]
  }

  tell(what: string): void {
    this.trace.push(`${new Date(this.timeline.now).toISOString()} ${what}`)
  }

  /** As the running server does each day: the databases of this quarter and of the next. */
  provision(): void {
    for (const book of books)
      for (const by of [0, 1]) this.#provide(book, quarterAfter(this.timeline.now, by))
  }

  #provide(book: Book, quarter: string) {
    const name = databaseName(this.unit, book, quarter)
    if (this.model.shelves.has(name)) return
    const members = readers[book].map((role) => `${this.unit}:${role}`)
    const home = { unit: this.unit, book }
    this.model.shelves.set(
      name,
      new Shelf(home, members, this.model.make, this.newLife(), this.newEpoch(), this.#rule)
    )
  }

  newLife = () => `f${++this.#lives}`
  newEpoch = () => `e${++this.#lives}`

  deliver(asked: Asked, sentAt: number): Answered {
    this.#sentAt = sentAt
    const answered = this.model.answer(asked)
    this.operator.sees(asked, answered)
    return answered
  }

  /** Written, and the phone does not know. */
  unheard({ path, body }: Asked): void {
    if (!path.endsWith('/_bulk_docs')) return
    const { docs } = JSON.parse(body!) as { docs: CouchDocument[] }
    for (const { _id } of docs) this.truth.unheard.add(_id)
  }

  /** A fact that travels alone and is too large for somebody is refused for good. */
  tooLarge(body: string): void {
    const { docs } = JSON.parse(body) as { docs: CouchDocument[] }
    if (docs.length === 1) this.truth.refused.add(docs[0]!._id)
  }

  #writes(name: string, shelf: Shelf, docs: readonly CouchDocument[]) {
    for (const { _id: id } of docs) {
      const there = shelf.all.get(id)
      if (!there || there.doc) continue
      this.truth.revived(id, this.#sentAt - there.deletedAt)
      // The server watches for what it has erased.
      this.timeline.after(this.chance.whole(1_000, 60_000), () => this.erase(id))
    }
    this.belfry.ring(name, this.chance.whole(50, 600))
  }

  /** What the admin erases, wherever it is. */
  erase(id: string): void {
    for (const [name, shelf] of this.model.shelves)
      if (shelf.all.get(id)?.doc) {
        shelf.erase(id, this.timeline.now)
        this.belfry.ring(name, 100)
      }
  }

  copies(): Map<string, Copy> {
    return new Map([...this.model.shelves].map(([name, shelf]) => [name, shelf.copy()]))
  }

  get knowsLaterType(): boolean {
    return this.#rule === '2'
  }

  /** A later version of the server comes to run, or an older copy is brought to its rule. */
  regulate(version: '1' | '2' = this.#rule): void {
    this.#rule = version
    this.model.judge = version === '2' ? laterRule : rule
    for (const [name, shelf] of this.model.shelves) {
      shelf.regulate(version)
      this.belfry.ring(name, 100)
    }
  }

  /** The databases that this phone reads now, by the server's clock. */
  readBy({ role }: Phone): string[] {
    const now = this.timeline.now
    const quarters = [-1, 0, 1].map((by) => quarterAfter(now, by))
    return [...this.model.shelves.keys()].filter((name) => {
      const { book } = bookIn(name)!
      return (
        readers[book].includes(role) &&
        quarters.some((quarter) => databaseName(this.unit, book, quarter) === name)
      )
    })
  }
}
