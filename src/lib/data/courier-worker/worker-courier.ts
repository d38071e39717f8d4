import { proxy, wrap, type Remote } from 'comlink'
import type { Identity, Keys } from '#lib/ports/keys.ts'
import type { Bell } from '../courier/bell/bell.ts'
import { Reports } from '../courier/reports.ts'
import type { StoredClock } from '../http/clock.ts'
import { pageCalls, rootsOf, type LentParts } from './page-calls.ts'
import type { WorkerCalls } from './types.ts'

export interface WorkerCourierParts extends LentParts {
  identity: Identity
  keys: Keys
  clock: StoredClock
  visible(): boolean
  /** See `watchPage`. */
  watch(told: (visible: boolean, wakes: boolean) => void): () => void
}

/** How long a worker may take to stop in order before it is ended all the same, ms. */
const stopPatience = 5_000

/** The page's side of a courier in a worker: its calls, its reports, and its end. */
export class WorkerCourier {
  readonly report = new Reports()
  readonly #remote: Remote<WorkerCalls>
  readonly #stopping = new AbortController()
  readonly #bells = new Set<Bell>()
  #unwatch = () => {}
  #saves = 0
  /** A worker that has ended answers no call. */
  #end!: () => void
  readonly #ended = new Promise<void>((resolve) => (this.#end = resolve))
  #stopped: Promise<void> | null = null

  private constructor(
    private readonly worker: Worker,
    private readonly parts: WorkerCourierParts
  ) {
    this.#remote = wrap<WorkerCalls>(worker)
  }

  /** @throws when the store cannot be opened in the worker, which is ended then */
  static async open(worker: Worker, parts: WorkerCourierParts): Promise<WorkerCourier> {
    const courier = new WorkerCourier(worker, parts)
    await courier.#open().catch(async (problem: unknown) => {
      await courier.stop()
      throw problem
    })
    return courier
  }

  async #open(): Promise<void> {
    const { identity, keys, clock, damage, visible, watch } = this.parts
    const { data, device } = keys
    const roots = rootsOf(keys, identity.roles)
    const seed = { identity, device: device.id, data, clock, roots, visible: visible() }
    this.#unwatch = watch((...seen) => void this.#remote.see(...seen))
    const calls = pageCalls(this.parts, this.report, this.#bells, this.#stopping.signal)
    await this.#remote.open(seed, proxy(calls))
    damage.changed = (change) => void this.#remote.damageChanged(change)
    for (const change of damage.known) damage.changed(change)
  }

  async ring(byHand = false): Promise<void> {
    if (!this.#stopped) await Promise.race([this.#remote.ring(byHand), this.#ended])
  }

  async audit(): Promise<boolean> {
    if (this.#stopped) return false
    return Promise.race([this.#remote.audit(), this.#ended.then(() => false)])
  }

  giveWayTo(saving: Promise<unknown>): void {
    if (this.#stopped) return
    const save = ++this.#saves
    void this.#remote.giveWay(save)
    void saving.catch(() => {}).then(() => this.#remote.gaveWay(save))
  }

  /** Stops the courier, and ends its worker with everything in it, keys too. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop())
  }

  async #stop(): Promise<void> {
    this.#stopping.abort()
    this.#unwatch()
    this.parts.damage.changed = () => {}
    const patience = new Promise((resolve) => setTimeout(resolve, stopPatience))
    await Promise.race([this.#remote.stop().catch(() => {}), patience])
    this.worker.terminate()
    this.#end()
    await Promise.all([...this.#bells].map((bell) => bell.stop()))
  }
}
