import { uuidv7 } from '#lib/domain/uuid.ts'
import { canonicalString } from '#lib/domain/canonical.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { databaseOf } from '#lib/domain/places.ts'
import type { Copy } from '../server/shelf.ts'
import { short } from './broken.ts'
import { isFull } from './disk.ts'
import { laterMachine, laterType } from './pen.ts'
import type { Phone } from './phone.ts'
import { laterRule } from './rule.ts'
import { someWeather } from './weather.ts'
import type { World } from './world.ts'

const day = 86_400_000
/** RxDB lets a process have so many databases open at once, two collections each. */
const mostTabs = 6

/** How often each happens. */
export const often = {
  writes: 40,
  rings: 5,
  network: 14,
  weather: 8,
  looks: 6,
  killed: 6,
  closed: 3,
  tab: 5,
  sessions: 3,
  backup: 4,
  restore: 1.5,
  erases: 3,
  demoted: 1.5,
  upgraded: 0.7,
  later: 2,
  bad: 2,
  clock: 3,
  password: 1,
  audits: 2,
  full: 2
}
export type Happening = keyof typeof often

/** All that may happen to the phones and to the server of one history. */
export class Happenings {
  #backup: Map<string, Copy> | null = null
  #laterNumber = 0

  constructor(private readonly world: World) {}

  async happens(what: Happening): Promise<void> {
    const { chance, phones } = this.world
    const phone = chance.one(phones)
    await (this[what] as (phone: Phone) => unknown)(phone)
  }

  writes(phone: Phone) {
    const { chance, pen } = this.world
    if (phone.tabs.length === 0) return
    for (let left = chance.whole(1, 4); left > 0; left--) this.#write(phone, pen.draft(phone))
  }

  /** As a phone with a fault, or of an older version, would. */
  bad(phone: Phone) {
    this.#write(phone, this.world.pen.bad(), false)
  }

  #write(phone: Phone, draft: Parameters<(typeof phone.tabs)[0]['write']>[0], checked = true) {
    const { chance, truth } = this.world
    if (phone.tabs.length === 0) return
    chance
      .one(phone.tabs)
      .write(draft, checked)
      .catch((problem: unknown) => isFull(problem) || truth.threw(problem))
  }

  rings(phone: Phone) {
    for (const { courier } of phone.tabs) void courier.ring()
  }

  audits(phone: Phone) {
    phone.tell('compares')
    for (const { courier } of phone.tabs) void courier.audit()
  }

  network(phone: Phone) {
    phone.tell(phone.line.online ? 'offline' : 'online')
    if (phone.line.online) phone.goOffline()
    else phone.goOnline()
  }

  weather(phone: Phone) {
    const { name, weather } = someWeather(this.world.chance)
    phone.tell(`weather: ${name}`)
    phone.line.weather = weather
  }

  looks(phone: Phone) {
    phone.visible = !phone.visible
    if (phone.visible) phone.wake()
  }

  async killed(phone: Phone) {
    const tab = phone.tabs.length > 0 ? this.world.chance.one(phone.tabs) : null
    if (!tab) return this.#opens(phone)
    phone.tell('killed')
    await phone.kill(tab)
    if (this.world.chance.in(0.6)) await this.#opens(phone)
  }

  async closed(phone: Phone) {
    const tab = phone.tabs[0]
    if (!tab) return this.#opens(phone)
    phone.tell('closes')
    await phone.close(tab)
  }

  async tab(phone: Phone) {
    const open = this.world.phones.reduce((sum, { tabs }) => sum + tabs.length, 0)
    if (phone.tabs.length < 2 && open < mostTabs) await this.#opens(phone)
    else if (phone.tabs.length > 0) await phone.kill(phone.tabs[0]!)
  }

  async #opens(phone: Phone) {
    phone.tell('opens')
    await phone.open()
  }

  sessions() {
    this.world.tell('server forgets its sessions')
    this.world.model.forgetSessions()
  }

  backup() {
    this.#backup = this.world.copies()
  }

  /** `over`: what is there stays; `lost`: the server began anew from its backup; `behind`: its files were put back. */
  restore() {
    const { world } = this
    const { chance, model, truth } = world
    if (!this.#backup) return
    const how = chance.weighed({ over: 1, lost: 2, behind: 2 })
    const names = [...model.shelves.keys()].filter((name) => this.#backup!.has(name))
    const concerned = chance.in(0.5) ? names : [chance.one(names)]
    world.tell(`restore ${how}: ${concerned.join(' ')}`)
    for (const name of concerned) {
      const shelf = model.shelves.get(name)!
      const copy = this.#backup.get(name)!
      if (how === 'over') shelf.renew(world.newEpoch())
      if (how === 'lost') shelf.refill(copy, world.newLife(), world.newEpoch())
      if (how === 'behind') shelf.putBack(copy)
    }
    truth.restored = true
    truth.lossy ||= how === 'behind'
    world.regulate()
    // The admin's part: what he erased since the backup he erases again.
    for (const id of truth.erased) world.erase(id)
    if (how === 'behind' && chance.in(0.6)) this.erases()
  }

  erases() {
    const { world } = this
    const facts = [...world.model.shelves.values()].flatMap((shelf) =>
      [...shelf.all].flatMap(([id, { doc }]) => (doc && 'sig' in doc ? id : []))
    )
    if (facts.length === 0) return
    // Where something could go wrong, more often.
    const { unheard, saved } = world.truth
    const last = new Set([...saved.keys()].slice(-3))
    const sore = facts.filter((id) => unheard.has(id) || last.has(id))
    const id = world.chance.one(sore.length > 0 && world.chance.in(0.7) ? sore : facts)
    world.tell(`admin erases ${short(id)}`)
    world.truth.erased.add(id)
    world.erase(id)
  }

  /** The commander is an officer for a while: what he wrote as commander meanwhile is refused. */
  demoted() {
    const { model, tell, rolesOf } = bound(this.world)
    const { password, roles } = model.accounts.get('chi-huy')!
    const role = roles[0]!.endsWith(':commander') ? 'officer' : 'commander'
    tell(`chi-huy is ${role} now`)
    model.accounts.set('chi-huy', { password, roles: rolesOf(role) })
  }

  upgraded() {
    this.world.tell('a later rule')
    this.world.regulate('2')
  }

  /** A fact of a type that these phones do not know, by a phone that does. */
  later(phone: Phone) {
    const { world } = this
    if (world.chance.in(0.5))
      return this.#write(phone, { ...world.pen.note(), type: laterType, body: { odd: [1] } }, false)
    if (world.model.judge !== laterRule) return
    const now = world.timeline.now
    const id = uuidv7(now, world.chance.bytes(new Uint8Array(10)))
    const where = { unit: world.unit, book: 'gates', stream: 'gate/cong-1', type: laterType }
    const who = { by: laterMachine, device: 'M'.repeat(43), n: ++this.#laterNumber }
    const at = new Date(now).toISOString()
    const fact = { id, ...where, at, ...who, body: { odd: { much: [] } } } as unknown as Envelope
    const whole = { ...fact, sig: phone.sign(canonicalString(fact)) }
    world.truth.makes(whole)
    const { id: _id, ...rest } = whole
    const name = databaseOf(whole as never)
    world.model.shelves.get(name)!.write([{ _id, ...rest }], { name: 'x', roles: ['_admin'] }, () => null)
    world.belfry.ring(name, 100)
  }

  full(phone: Phone) {
    phone.full = !phone.full
    phone.tell(phone.full ? 'is full' : 'has room again')
  }

  /** Its owner, or an empty battery, sets a phone's clock. */
  clock(phone: Phone) {
    const { chance } = this.world
    const by = chance.weighed({ right: 3, minutes: 2, days: 2, years: 1 })
    const span = { right: 0, minutes: 60_000 * 50, days: day * 40, years: 365 * day * 8 }[by]
    phone.skew = Math.round((chance.real() * 2 - 1) * span)
    phone.tell(`clock off by ${phone.skew} ms`)
  }

  /** The account's password is another one, until its owner has typed it in here. */
  password({ account }: Phone) {
    const { model, chance, tell } = bound(this.world)
    tell(`${account} has another password`)
    model.accounts.set(account, { ...model.accounts.get(account)!, password: `moi-${chance.whole(1, 99)}` })
    model.forgetSessions()
  }
}

function bound(world: World) {
  const { model, chance } = world
  return { model, chance, tell: world.tell.bind(world), rolesOf: world.rolesOf.bind(world) }
}
