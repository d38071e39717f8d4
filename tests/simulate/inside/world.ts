import { bookIn, databaseName, quarterAfter } from '#lib/domain/database-names.ts'
import { readers, rootAccount, serverAccount, type Book, type Role } from '#lib/domain/roles.ts'
import { sealsWith } from '../../../sync-server/admission/seals.ts'
import type { CouchDocument } from '../../../sync-server/gatekeeper/couch-document.ts'
import type { Answered, Asked } from '../server/answers.ts'
import { CouchModel } from '../server/model.ts'
import type { MemberAccount } from '../server/session-model.ts'
import { Shelf, type Copy, type Make } from '../server/shelf.ts'
import { Belfry } from './bell.ts'
import { Broken, short } from './broken.ts'
import type { Chance } from './chance.ts'
import { Operator } from './operator.ts'
import { admit, found } from './founding.ts'
import { HostileMember } from './hostile/member.ts'
import { InstantKey } from './instant-signature.ts'
import type { Parcel } from './meetings/parcel.ts'
import { laterMachine, Pen } from './phone/pen.ts'
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
  readonly otherUnit = 'xa-ben'
  readonly plotters: readonly HostileMember[] = []
  readonly trace: string[] = []
  readonly belfry = new Belfry()
  /** As they outlive the server in its backup. */
  readonly seals = sealsWith((unit) => Buffer.from(unit))
  readonly truth = new Truth(this)
  readonly pen = new Pen(this)
  readonly operator = new Operator(this)
  readonly model: CouchModel
  readonly phones: Phone[]
  /** Lie nowhere any more, with all that was on them. */
  readonly lost: Phone[] = []
  /** Bundles that have not arrived. */
  readonly pocket: Parcel[] = []
  /** The server's key for sealed boxes. */
  readonly sealing: InstantKey
  /** The keys of machines, by their accounts. */
  readonly machines: ReadonlyMap<string, InstantKey>
  /** No faults any more. */
  isQuiet = false
  #lives = 0
  #sentAt = 0
  #rule: '1' | '2' = '1'

  constructor(
    readonly seed: number,
    readonly timeline: Timeline,
    readonly chance: Chance,
    /** Do phones meet without a network? */
    readonly meets: boolean
  ) {
    const make = chance.one<Make>(['couchdb', 'embedded'])
    this.machines = new Map(
      [rootAccount, serverAccount, laterMachine].map((account) => [
        account,
        new InstantKey(`${seed} ${account}`)
      ])
    )
    this.sealing = new InstantKey(`${seed} sealing`)
    const { id, publicKey } = this.machines.get(rootAccount)!
    this.model = new CouchModel(make, rule, {
      roots: { rootOf: () => ({ id, publicKey }) },
      seals: this.seals,
      now: () => timeline.now,
      sealing: this.sealing.publicKey,
      boxed: () => void timeline.after(chance.whole(50, 3_000), () => void this.opensBoxes()),
      writes: (name, shelf, docs, { account }) => this.#writes(name, shelf, docs, account),
      turnsAway: ({ id, error, reason }, { account }) => this.truth.turnedAway(id, error, reason, account)
    })
    for (const [, account, role] of people)
      this.accounts.set(account, { held: this.rolesOf(role), password: 'mat-khau' })
    this.phones = people.map(([name, account, role]) => new Phone(this, name, account, role, chance.in(0.6)))
    // A second phone of one of them, in some histories.
    if (chance.in(0.3)) this.phones.push(new Phone(this, 'D', 'can-bo', 'officer', chance.in(0.5)))
    if (chance.in(0.7)) this.#provide('gates', quarterAfter(timeline.now, -1))
    this.provision()
    if (chance.in(0.5))
      this.plotters = [
        this.#plotter('ke-xau', chance.one(['officer', 'keeper'])),
        this.#plotter('tong-pham', 'officer'),
        this.#plotter('cuu-chi-huy', 'commander')
      ]
    found(this, this.unit, [...this.phones, ...this.plotters])
    if (this.hostile) this.#foundsOther(this.plotters)
    this.tell(`begins, ${make}, ${this.phones.length} phones`)
  }

  /** Who means ill, in half of the histories; an accomplice carries for them, and a commander will when they are dismissed. */
  get hostile(): HostileMember | undefined {
    return this.plotters[0]
  }

  #plotter(account: string, role: Role): HostileMember {
    const held = [...this.rolesOf(role), `${this.otherUnit}:keeper`]
    this.accounts.set(account, { held, password: `mat-khau-${account}` })
    return new HostileMember(this, account, role)
  }

  /** Another unit on the same server, of which those who mean ill are members too, and nobody else. */
  #foundsOther(members: readonly HostileMember[]) {
    const quarter = quarterAfter(this.timeline.now, 0)
    for (const book of ['directory', 'gates'] as const) this.#provide(book, quarter, this.otherUnit)
    found(
      this,
      this.otherUnit,
      members.map(({ account, key }) => ({ account, key, role: 'keeper' }))
    )
  }

  /** A keeper begins to use another phone, which the server approves at once. */
  joins(): Phone {
    const phone = new Phone(this, 'E', 'giu-cong', 'keeper', true)
    admit(this, this.unit, phone)
    this.phones.push(phone)
    return phone
  }

  /** Somebody has a phone no more. @returns whether it was one that others can do without */
  async loses(phone: Phone): Promise<boolean> {
    const at = this.phones.indexOf(phone)
    if (at < 1 || this.phones.length < 3) return false
    phone.tell('is lost')
    phone.goOffline()
    for (const tab of phone.tabs) await phone.kill(tab)
    this.phones.splice(at, 1)
    this.lost.push(phone)
    return true
  }

  /** The server opens what is sealed to it. */
  async opensBoxes(): Promise<void> {
    this.#sentAt = this.timeline.now
    await this.model.transit.open(this.unit).catch((problem: unknown) => this.truth.threw(problem))
  }

  get accounts(): Map<string, MemberAccount> {
    return this.model.sessions.accounts
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

  #provide(book: Book, quarter: string, unit = this.unit) {
    const name = databaseName(unit, book, quarter)
    if (this.model.shelves.has(name)) return
    const members = readers[book].map((role) => `${unit}:${role}`)
    const home = { unit, book }
    this.model.shelves.set(
      name,
      new Shelf(home, members, this.model.make, this.newLife(), this.newEpoch(), this.#rule)
    )
  }

  newLife = () => `f${++this.#lives}`
  newEpoch = () => `e${++this.#lives}`

  async deliver(asked: Asked, sentAt: number): Promise<Answered> {
    this.#sentAt = sentAt
    const answered = await this.model.answer(asked)
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

  #writes(name: string, shelf: Shelf, docs: readonly CouchDocument[], account: string) {
    for (const { _id: id, by, via, took } of docs) {
      // The server says who carried what it takes now; what it had before it takes back as it was.
      const isSaid = (by === account ? undefined : account) === via
      if (took === this.timeline.now && !isSaid)
        throw new Broken('genuine', `${short(id)} of ${by} came by ${account}, and says ${via}`)
      const there = shelf.all.get(id)
      if (!there || there.doc) continue
      // Who means ill may bring back what is erased; then it goes again.
      if (!this.plotters.some((one) => one.account === account))
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
