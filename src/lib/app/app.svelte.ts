import type { RootsByUnit } from '#lib/domain/access/session.ts'
import { Drafts } from './notebook/drafts.ts'
import { onlyHere } from './own-count.ts'
import type { LockedAlarm } from './alarms/locked-alarm.svelte.ts'
import type { Notebook } from './notebook/notebook.svelte.ts'
import type { Identity, Keys, KnownIdentity, NewDevice, Ports, Secret, SeenScreen } from '#lib/ports/ports.ts'

export type { Secret, SeenScreen }
export type Phase = 'starting' | 'sign-in' | 'choose-pin' | 'locked' | 'open'

/** The state from the first start to an open notebook: who is here, and whether it is unlocked. */
export class App {
  phase = $state<Phase>('starting')
  /** The account that signs in or unlocks; null until there is one. */
  identity = $state.raw<Identity | null>(null)
  /** Accounts with a notebook on this phone. */
  identities = $state.raw<KnownIdentity[]>([])
  notebook = $state.raw<Notebook | null>(null)
  /** Stands for the notebook until that is drawn: what the account that unlocks saw last at this address. */
  seen = $state.raw<SeenScreen | null>(null)
  /** True once the site's data were cleared under the open notebook: nothing can be saved here any more. */
  isCleared = $state(false)
  /** The key that has just signed in and waits for its PIN. */
  #newDevice: { device: NewDevice; roots: RootsByUnit } | null = null
  /** Typed for an account that is known here; it goes to the server with the next unlocking. */
  #password: string | undefined
  /** The account whose notebook here is made anew, since nobody can open it. */
  #anew: string | null = null
  #lockedAlarm: LockedAlarm | null = null
  /** Changes with each lock and choice of an account: an opening from before stays shut. */
  #turn = 0
  /** Resolves when the previous notebook has saved what was under way. */
  #closing: Promise<unknown> = Promise.resolve()
  readonly #tabs: ReturnType<Ports['openTabs']>

  constructor(private readonly ports: Ports) {
    // Reading the accounts counts their unsent records again.
    ports.unsentCounts.watch(() => void this.readAccounts().catch(() => {}))
    this.#tabs = ports.openTabs(() => void (['open', 'locked'].includes(this.phase) && this.lock()))
  }

  async start(): Promise<void> {
    await this.readAccounts()
    this.identity = this.identities[0] ?? null
    this.phase = this.identity ? 'locked' : 'sign-in'
    performance.mark('lock')
  }

  /** Counts what other accounts on this phone have not sent; it stays here until they unlock. */
  get othersUnsent(): number {
    const others = this.identities.filter(({ account }) => account !== this.identity?.account)
    return others.reduce((sum, { account }) => sum + this.ports.unsentCounts.of(account), 0)
  }

  /** Signs in at the server, then lets the user choose a PIN, or shows the lock when this account is known here. */
  async signIn(account: string, password: string, wanted?: string) {
    const answer = await this.ports.signIn(account.trim(), password, wanted)
    if ('code' in answer) return answer
    const { identity, device, roots } = answer
    this.identity = identity
    const isKnown = this.identities.some(({ account }) => account === identity.account)
    const known = isKnown && this.#anew !== identity.account
    if (known) {
      // Its own key opens a session once the PIN has unlocked it.
      await this.ports.leaveSession(device.key.id)
      await this.ports.keyring.remember(identity)
      this.#password = wanted ?? password
    } else this.#newDevice = { device, roots }
    this.phase = known ? 'locked' : 'choose-pin'
    return null
  }

  /** Makes this phone's keys for the account, opens the notebook and enrols the device. */
  async chooseSecret(secret: Secret): Promise<void> {
    const identity = this.identity
    const made = this.#newDevice
    if (!identity || !made) throw new Error('a secret is chosen after signing in')
    await this.#closing
    if (this.#anew === identity.account) await this.ports.forgetNotebook(identity.account)
    this.#anew = null
    const keys = await this.ports.keyring.create(identity, made.device, made.roots, secret)
    this.#newDevice = null
    await this.readAccounts()
    await this.#open(identity, keys)
  }

  unlock(text: string) {
    return this.#unlockWith((account) => this.ports.keyring.unlock(account, text))
  }

  async #unlockWith<Refusal extends { code: string }>(
    keysOf: (account: string) => Promise<Keys | Refusal>
  ): Promise<Refusal | null> {
    const identity = this.identity
    if (!identity) throw new Error('nobody to unlock for')
    const finding = this.ports.screens.find(identity.account)
    const [turn, keys] = [this.#turn, await keysOf(identity.account)]
    if ('code' in keys) return keys
    const password = this.#password
    this.#password = undefined
    const seen = await (await finding)(keys.data)
    if (turn !== this.#turn) return null
    this.seen = seen
    // Stands before the store opens, which takes the page's one thread for long.
    if (this.seen) await this.ports.screens.drawn()
    try {
      await this.#open(identity, password === undefined ? keys : { ...keys, password }, turn)
    } catch (problem) {
      this.seen = null
      throw problem
    }
    return null
  }

  /** Tells whether a secret opens the open notebook; null: it does. */
  async checkSecret(text: string) {
    if (!this.notebook) throw new Error('a secret is checked in an open notebook')
    const answer = await this.ports.keyring.unlock(this.notebook.identity.account, text)
    return 'code' in answer ? answer : null
  }

  /** Changes what opens the open notebook; null: the new secret counts. */
  async changeSecret(text: string, next: Secret) {
    if (!this.notebook) throw new Error('a secret is changed in an open notebook')
    const refusal = await this.ports.keyring.changeSecret(this.notebook.identity.account, text, next)
    await this.readAccounts()
    return refusal
  }

  /** Tells what opens the notebook of the account that is here. */
  get opensBy(): Secret['kind'] {
    return this.#known?.opensBy ?? 'pin'
  }

  /** Tells whether the phone's own lock opens it too, such as a finger. */
  get hasPasskey(): boolean {
    return this.#known?.hasPasskey ?? false
  }

  get #known(): KnownIdentity | undefined {
    const account = (this.notebook?.identity ?? this.identity)?.account
    return this.identities.find((one) => one.account === account)
  }

  /** Tells whether this phone's own lock could open a notebook. */
  mayHavePasskey(): Promise<boolean> {
    return this.ports.keyring.mayHavePasskey()
  }

  /** Lets the phone's own lock open the open notebook too; null: it does. @param text the secret in use */
  async addPasskey(text: string) {
    if (!this.notebook) throw new Error('a passkey is added to an open notebook')
    const refusal = await this.ports.keyring.addPasskey(this.notebook.identity.account, text)
    await this.readAccounts()
    return refusal
  }

  /** Lets the phone's own lock open the open notebook no more. */
  async removePasskey(): Promise<void> {
    if (!this.notebook) throw new Error('a passkey is taken from an open notebook')
    await this.ports.keyring.removePasskey(this.notebook.identity.account)
    await this.readAccounts()
  }

  /** Unlocks by the phone's own lock. Returns why not; null: it is open. */
  unlockByPasskey() {
    return this.#unlockWith((account) => this.ports.keyring.unlockByPasskey(account))
  }

  /**
   * Sits out the wait after wrong tries of the account that is here, if there is one.
   * @param told what is left, ms; 0 at the end
   * @returns what stops it
   */
  sitOutOwnWait(told: (left: number) => void): (() => void) | undefined {
    const account = (this.notebook?.identity ?? this.identity)?.account
    return account === undefined ? undefined : this.ports.keyring.sitOutWait(account, told)
  }

  /** Reads which accounts have a notebook here: another tab may have made one. */
  async readAccounts(): Promise<void> {
    this.identities = await this.ports.keyring.identities()
  }

  /** Counts what of this account the server does not have, a host's own records too. */
  get ownUnsent(): number {
    return onlyHere(this.ports, this.identity?.account)
  }

  /** Counts what of this account is sealed: it arrives without being opened here. */
  async countSealed(): Promise<number> {
    if (!this.identity) return 0
    // A notebook that closes is still sealing.
    await this.#closing
    const { waiting, brought } = await this.ports.sealedCounts(this.identity.account)
    return waiting + brought
  }

  /** Counts what other apps have shared into the locked notebook. */
  async countShared(): Promise<number> {
    return this.identity ? this.ports.countShared(this.identity.account) : 0
  }

  /**
   * Lets an account whose secret is forgotten sign in as on a new phone: once its new secret is chosen, what lies here of it
   * is gone, but for what is sealed.
   */
  async beginAnew(): Promise<void> {
    this.#anew = this.identity?.account ?? null
    await this.signInAgain()
  }

  /** Returns what the locked phone may do in an alarm; null: nothing. @throws when its code cannot be loaded now */
  async lockedAlarm(): Promise<LockedAlarm | null> {
    const account = this.identity?.account
    if (account === undefined) return null
    const [keys, { openLockedAlarm }] = await Promise.all([
      this.ports.openAlarmKeys(),
      import('./alarms/locked-alarm.svelte.ts')
    ])
    return (this.#lockedAlarm = await openLockedAlarm(account, keys, this.ports.clock))
  }

  /** Leaves the locked alarm; disconnects once every command has its answer. */
  async leaveLockedAlarm(): Promise<void> {
    await this.#lockedAlarm?.stop()
  }

  /** Resolves when every command of the locked phone has its answer and its entry is kept. */
  get lockedSettled(): Promise<unknown> {
    return this.#lockedAlarm?.settled ?? Promise.resolve()
  }

  async lock(): Promise<void> {
    this.#turn++
    const notebook = this.notebook
    if (notebook) this.identity = notebook.identity
    this.notebook = null
    this.seen = null
    this.phase = 'locked'
    if (!notebook) return
    const closed = notebook.close()
    this.#closing = closed.catch(() => {})
    // Its token is gone at once; what is still being saved needs none.
    void this.ports.leaveSession(notebook.deviceId)
    await closed
  }

  /** Locks the notebook in every tab ("Khóa sổ"): people who put the phone down mean all of them. */
  lockAll(): Promise<void> {
    this.#tabs.lockOthers()
    return this.lock()
  }

  /** Switches to another account of this phone, or (null) to one that is new to it. */
  choose(identity: Identity | null): void {
    this.#turn++
    this.#password = undefined
    this.#anew = this.seen = null
    this.identity = identity
    this.phase = identity ? 'locked' : 'sign-in'
  }

  /**
   * Locks every tab and asks for the password when the server requires it again; the PIN follows. Another tab, left open,
   * would go on exchanging for this one, without the password.
   */
  async signInAgain(): Promise<void> {
    await this.lockAll()
    this.phase = 'sign-in'
  }

  async #open(identity: Identity, keys: Keys, turn = this.#turn): Promise<void> {
    performance.mark('unlocked')
    await this.#closing
    this.isCleared = false
    const onCleared = () => void (this.isCleared = true)
    const [session, { refuse }, { Notebook }] = await Promise.all([
      this.ports.openSession(identity, keys, onCleared),
      import('#lib/domain/rules.ts'),
      import('./notebook/notebook.svelte.ts')
    ])
    const drafts = await Drafts.open(session.drafts)
    const notebook = new Notebook(session, this.ports, { drafts, refuse, isCleared: () => this.isCleared })
    // Stopped meanwhile: the next one opens when this one has closed.
    if (turn !== this.#turn) return void (await (this.#closing = notebook.close().catch(() => {})))
    this.notebook = notebook
    this.phase = 'open'
    await notebook.enrol(await this.ports.deviceLabel())
    await this.ports.idle()
    performance.mark('drawn')
    // The notebook needs none of them: it opens without.
    void notebook.figures().catch(() => {})
    await session.courier.start()
  }
}
