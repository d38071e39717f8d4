import { short } from './broken.ts'
import { isFull } from './phone/disk.ts'
import { laterMachine, laterType, type Written } from './phone/pen.ts'
import type { Phone } from './phone/phone.ts'
import { play, plots, type Plot } from './plots.ts'
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
  full: 2,
  decides: 4,
  longFeed: 1,
  atOnce: 1,
  unheard: 1,
  behind: 0.5,
  anew: 0.5,
  ahead: 0.7,
  lastErased: 0.7,
  appFirst: 0.7,
  regret: 0.7,
  putBack: 0.7,
  years: 0.7,
  newcomer: 0.7,
  forger: 9,
  carrier: 5,
  dismissed: 3,
  ousted: 2,
  deposed: 1,
  secondOpening: 4,
  returned: 1,
  meets: 7,
  delivers: 3,
  handsOn: 2,
  phoneLost: 0.7,
  carrierBarred: 1,
  crossing: 1.5,
  smuggler: 2
}
export type Happening = keyof typeof often

/** All that may happen to the phones and to the server of one history. */
export class Happenings {
  constructor(private readonly world: World) {}

  async happens(what: Happening): Promise<void> {
    const { chance, phones } = this.world
    const phone = chance.one(phones)
    if (what in plots) await play(what as Plot, this.world, phone)
    else await this[what as Exclude<Happening, Plot>](phone)
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

  #write(phone: Phone, draft: Written, checked = true) {
    const { chance } = this.world
    if (phone.tabs.length === 0) return
    void chance.one(phone.tabs).write(draft, checked)
  }

  /** Its author deals with something refused: offers it again, or lets it rest. */
  async decides(phone: Phone) {
    if (phone.tabs.length === 0) return
    const { chance } = this.world
    const tab = chance.one(phone.tabs)
    const refused = (await tab.inState('refused')).filter(({ device }) => device === phone.device)
    if (refused.length === 0) return
    const fact = chance.one(refused)
    const again = chance.in(0.4)
    phone.tell(`${again ? 'offers again' : 'sets aside'} ${short(fact.id)}`)
    if (again) await tab.store.mark([fact.id], 'pending').catch(ifFull)
    else void tab.letRest(fact)
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

  async sessions() {
    this.world.tell('server ends all sessions')
    await this.world.model.sessions.end()
  }

  backup() {
    this.world.operator.backup()
  }

  restore() {
    const { chance, operator } = this.world
    const how = chance.weighed({ over: 1, lost: 2, behind: 2 })
    if (operator.restore(how) && how === 'behind' && chance.in(0.6)) operator.erases()
  }

  erases() {
    this.world.operator.erases()
  }

  /** The commander is an officer for a while: what he wrote as commander meanwhile is refused. */
  demoted() {
    const { world } = this
    const account = world.accounts.get('chi-huy')!
    const role = account.held[0]!.endsWith(':commander') ? 'officer' : 'commander'
    world.tell(`chi-huy is ${role} now`)
    account.held = world.rolesOf(role)
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
    if (world.model.judge === laterRule)
      world.operator.writes(
        laterType,
        { odd: { much: [] } },
        { by: laterMachine, book: 'gates', stream: 'gate/cong-1' }
      )
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
  async password({ account: name }: Phone) {
    const { world } = this
    world.tell(`${name} has another password`)
    const account = world.accounts.get(name)!
    account.password = `mat-khau-${world.timeline.now}`
    account.resetAt = world.timeline.now
    await world.model.sessions.end(name)
  }
}

function ifFull(problem: unknown) {
  if (!isFull(problem)) throw problem
}
