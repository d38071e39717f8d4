import type { Role } from '#lib/domain/roles.ts'
import { PhoneClock } from '#lib/data/http/clock.ts'
import { RootPins } from '#lib/data/keys/root-pins.ts'
import type { Identity } from '#lib/ports/keys.ts'
import { InstantKey } from '../instant-signature.ts'
import type { Disk } from './disk.ts'
import type { Life } from './life.ts'
import { Line } from '../line.ts'
import { PhoneBoxes } from '../meetings/phone-boxes.ts'
import { Tab } from './tab.ts'
import { SharedTabs } from './tabs.ts'
import type { World } from '../world.ts'

/** One phone of one account. What lies on it outlives its tabs. */
export class Phone {
  readonly disk: Disk = new Map()
  readonly shared = new SharedTabs()
  readonly line: Line
  readonly boxes = new PhoneBoxes(this)
  readonly key: InstantKey
  readonly dataKey: { raw: Uint8Array }
  readonly clock: PhoneClock
  identity: Identity
  readonly roots = new RootPins({}, () => {})
  /** Its owner has the new password and types it at the next start. */
  hasPassword = false
  /** A commander has revoked it, or suspended its account. */
  isOut = false
  visible = true
  /** No room is left but for the smallest notes. */
  full = false
  /** How long a write to its disk takes at most, ms. */
  diskMs: number
  /** How far its own clock is from the truth, ms. */
  skew = 0
  tabs: Tab[] = []
  readonly #wakes = new Set<() => void>()
  /** What was here and is erased. */
  readonly #gone = new Set<string>()

  constructor(
    readonly world: World,
    readonly name: string,
    readonly account: string,
    readonly role: Role,
    readonly hearsBells: boolean
  ) {
    const { chance, unit } = world
    this.key = new InstantKey(`${world.seed} ${name}`)
    this.dataKey = { raw: chance.bytes(new Uint8Array(32)) }
    this.diskMs = chance.one([12, 12, 12, 400])
    this.identity = { account, roles: [`${unit}:${role}`] }
    this.line = new Line({
      timeline: world.timeline,
      chance,
      deliver: (asked, sentAt) => world.deliver(asked, sentAt),
      breaks: () => {
        if (world.isQuiet) return
        this.tell('has no network any more')
        this.goOffline()
      },
      unheard: (asked) => world.unheard(asked),
      tooLarge: ({ body }) => world.tooLarge(body!),
      tell: (what) => this.tell(what)
    })
    const shelf = new Map<string, string>()
    this.clock = new PhoneClock(this.deviceNow, {
      getItem: (key) => shelf.get(key) ?? null,
      setItem: (key, value) => void shelf.set(key, value)
    })
  }

  readonly deviceNow = () => this.world.timeline.now + this.skew

  /** Returns the password if its owner types it now. */
  typed(): string | undefined {
    const password = this.hasPassword ? this.world.accounts.get(this.account)!.password : undefined
    this.hasPassword = false
    return password
  }

  tell(what: string): void {
    this.world.tell(`${this.name} ${what}`)
  }

  /** The id of its key. */
  get device(): string {
    return this.key.id
  }

  /** Its disk has taken these rows of facts. */
  lies(rows: readonly { id: string; _deleted: boolean }[]): void {
    for (const { id, _deleted } of rows)
      if (_deleted) this.#gone.add(id)
      else if (this.#gone.has(id)) this.world.truth.returned(id, this)
  }

  async open(): Promise<Tab> {
    const tab = await Tab.open(this)
    this.tabs.push(tab)
    return tab
  }

  async kill(tab: Tab): Promise<void> {
    this.tabs = this.tabs.filter((other) => other !== tab)
    tab.life.end()
    await tab.life.gone
  }

  async close(tab: Tab): Promise<void> {
    this.tabs = this.tabs.filter((other) => other !== tab)
    await tab.close()
  }

  goOffline(): void {
    this.line.cutOff()
    this.world.belfry.look()
  }

  goOnline(): void {
    this.line.online = true
    this.world.belfry.look()
    this.wake()
  }

  wake(): void {
    for (const run of this.#wakes) run()
  }

  onWake(life: Life, run: () => void): () => void {
    this.#wakes.add(run)
    const stop = () => void this.#wakes.delete(run)
    life.atEnd(stop)
    return stop
  }
}
