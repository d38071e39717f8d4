import { createHash } from 'node:crypto'
import type { ServerScope } from 'nano'
import type { Silence, Wakefulness } from '#lib/domain/devices/wakefulness.ts'
import { nullIfMissing } from '../../provision/apply.ts'
import { subscriptionsDatabase, type Subscription, type Subscriptions } from '../subscriptions.ts'

/** Keeps what a phone and its push service have told of whether it rings. */
interface Told {
  told?: { state: Silence | 'gone'; at: number }
  trial?: { at: number; tookMs: number | null }
}

/** An account's device. */
export interface Phone {
  account: string
  device: string
}

/** Tries of a write that others are ahead of. */
const mostTries = 5

/** Knows which phones ring while their apps are closed, and why others do not; kept beside their subscriptions. */
export class WakeBook {
  constructor(
    private readonly server: ServerScope,
    private readonly subscriptions: Pick<Subscriptions, 'all'>,
    /** Unix ms. */
    private readonly now: () => number
  ) {}

  /** Keeps why a phone does not ring; a later subscription counts for more. */
  tell(phone: Phone, state: Silence | 'gone'): Promise<void> {
    return this.#change(phone, (known) => ({ ...known, told: { state, at: this.now() } }))
  }

  /** Keeps that a trial was sent; its answer may have come before. */
  tried(phone: Phone, at: number): Promise<void> {
    return this.#change(phone, (known) =>
      isOver(known, at) ? known : { ...known, trial: { at, tookMs: null } }
    )
  }

  /** Keeps that the phone has answered the trial of that moment; an earlier one's answer says nothing of the last. */
  answered(phone: Phone, at: number, tookMs: number): Promise<void> {
    return this.#change(phone, (known) =>
      (known.trial?.at ?? 0) > at ? known : { ...known, trial: { at, tookMs } }
    )
  }

  /** Tells of each of these phones whether it rings. */
  async of(phones: readonly Phone[]): Promise<Wakefulness[]> {
    if (phones.length === 0) return []
    const subscribed = latestByPhone(await this.subscriptions.all())
    const { rows } = await this.#documents.fetch({ keys: phones.map(idOf) })
    return phones.map(({ account, device }, i) => {
      const row = rows[i]
      const known = row && 'doc' in row ? (row.doc as Told | null) : null
      return { account, device, ...standing(known ?? {}, subscribed.get(idOf({ account, device }))) }
    })
  }

  async #change(phone: Phone, to: (known: Told) => Told): Promise<void> {
    const id = idOf(phone)
    for (let tries = 1; ; tries++) {
      const known = (await nullIfMissing(this.#documents.get(id))) as (Told & { _rev: string }) | null
      const changed = to(known ?? {})
      if (changed === known) return
      try {
        await this.#documents.insert({ ...changed, _id: id } as never)
        return
      } catch (problem) {
        if ((problem as { statusCode?: number }).statusCode !== 409 || tries === mostTries) throw problem
      }
    }
  }

  get #documents() {
    return this.server.use(subscriptionsDatabase)
  }
}

/** Tells whether that trial, or one after it, is known already. */
const isOver = ({ trial }: Told, at: number) => trial !== undefined && trial.at >= at

const idOf = ({ account, device }: Phone) =>
  `wake ${createHash('sha256')
    .update(JSON.stringify([account, device]))
    .digest('base64url')}`

function latestByPhone(subscriptions: readonly Subscription[]): Map<string, Subscription> {
  const found = new Map<string, Subscription>()
  for (const one of subscriptions) if (!((found.get(idOf(one))?.at ?? -1) > one.at)) found.set(idOf(one), one)
  return found
}

function standing(
  { told, trial }: Told,
  subscription: Subscription | undefined
): Pick<Wakefulness, 'state' | 'trial'> {
  const isOn = subscription !== undefined && !(told && told.at > subscription.at)
  // A trial of an earlier subscription says nothing of this one.
  const isOfThis = trial && !(isOn && trial.at < subscription.at)
  return { state: isOn ? 'on' : (told?.state ?? 'untold'), ...(isOfThis && { trial }) }
}
