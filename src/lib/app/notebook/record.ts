import { unmetLimit, type FactLimit } from '#lib/domain/fact-limits.ts'
import { canonicalString, type Unsigned } from '#lib/domain/canonical.ts'
import { certifiedId } from '#lib/domain/certified-id.ts'
import type { Fact, FactOf, FactType } from '#lib/domain/facts.ts'
import { keepsOwn, rolesIn, type Book } from '#lib/domain/roles.ts'
import type { Refusal, refuse } from '#lib/domain/rules.ts'
import { markedPath, type SecretMarking } from '#lib/domain/secrecy/marking.ts'
import type { Clock, DeviceKey, Identity, Store } from '#lib/ports/ports.ts'

/** A fact as a screen hands it over: what happened, its unit, book and stream, and the time, if not now. */
export type Draft<Type extends FactType = FactType> = Type extends FactType
  ? { unit: string; book: Book; stream: string; type: Type; body: FactOf<Type>['body']; at?: string }
  : never

export type Unsaved =
  | Refusal
  | FactLimit
  | SecretMarking
  | {
      code:
        'in-future' | 'long-past' | 'storage-full' | 'storage-broken' | 'another-tab-writes' | 'site-cleared'
    }
export type Outcome = { ok: true; fact: Fact } | { ok: false; refusal: Unsaved }
/** The outcome of recording something, or of keeping it for later. */
export type KeepOutcome = { ok: true } | { ok: false; refusal: Unsaved }

export interface RecordDeps {
  clock: Pick<Clock, 'now'>
  store: Pick<Store, 'append'>
  identity: Identity
  device: Pick<DeviceKey, 'id' | 'sign'>
  /** The validation rule; it contains the shape of every type, so it loads only after unlocking. */
  refuse: typeof refuse
}

/** The furthest that a time may lie in the future before it counts as a typing error, ms. */
const futureLeeway = 5 * 60_000
/** The furthest that a time may lie in the past before it counts as a wrong year, ms. */
const pastLeeway = 366 * 24 * 3_600_000

/**
 * The furthest that the time may go back while ids continue from the last one, ms: more means that the clock was
 * corrected.
 */
const backLeeway = 1_000

/** The time in the last id, Unix ms, by the clock that gave it. */
const lastMsOf = new WeakMap<Pick<Clock, 'now'>, number>()

/**
 * The only door for writing. Completes, checks, signs and saves a draft, and returns the outcome; never toasts,
 * navigates or throws for an expected refusal. Nothing is saved unless `ok`; of a text with a marking of a state secret
 * nothing is even signed.
 */
export async function record(draft: Draft, recorder: RecordDeps): Promise<Outcome> {
  const { clock, store, identity, device } = recorder
  const now = clock.now()
  const at = draft.at ?? new Date(now).toISOString()
  if (Date.parse(at) > now + futureLeeway) return { ok: false, refusal: { code: 'in-future' } }
  if (Date.parse(at) < now - pastLeeway) return { ok: false, refusal: { code: 'long-past' } }
  const secret = markedPath(draft.body, 'body')
  if (secret) return { ok: false, refusal: { code: 'secret-marking', at: secret } }
  let outcome: Outcome | undefined
  const own = keepsOwn(rolesIn(draft.unit, identity.roles), draft.book)
  const make = async (n: number) => {
    const { unit, book, stream, type, body } = draft
    const id = certifiedId({ unit, book, device: device.id, n }, idMs(clock, now))
    const unsigned = { id, unit, book, stream, type, at, by: identity.account, device: device.id, n, body }
    outcome = await signed(unsigned, own, recorder)
    return outcome.ok ? outcome.fact : null
  }
  try {
    await store.append(device.id, draft.book, make, own ? 'kept' : 'pending')
  } catch (problem) {
    return { ok: false, refusal: { code: codeOf(problem) } }
  }
  return outcome ?? { ok: false, refusal: { code: 'storage-broken' } }
}

/**
 * Returns the time for the next id: ids of one clock increase by at least a millisecond, except after the clock was
 * corrected.
 */
function idMs(clock: Pick<Clock, 'now'>, now: number): number {
  const last = lastMsOf.get(clock) ?? 0
  const ms = now < last - backLeeway ? now : Math.max(now, last + 1)
  lastMsOf.set(clock, ms)
  return ms
}

async function signed(
  unsigned: Unsigned,
  own: boolean,
  { identity: { account, roles }, device, refuse }: RecordDeps
): Promise<Outcome> {
  const demand = unmetLimit(unsigned)
  if (demand) return { ok: false, refusal: demand }
  const fact = { ...unsigned, sig: await device.sign(canonicalString(unsigned)) } as Fact
  const home = { unit: fact.unit, book: fact.book as Book, own }
  const refusal = refuse(fact, null, { name: account, roles }, home)
  return refusal ? { ok: false, refusal } : { ok: true, fact }
}

function codeOf(problem: unknown) {
  if (isFull(problem)) return 'storage-full'
  return (problem as Error)?.name === 'TimeoutError' ? 'another-tab-writes' : 'storage-broken'
}

/**
 * Tells whether the phone has no room left. Writing ports throw `QuotaExceededError`; a storage that cannot even open
 * wraps the browser's error and only quotes its name.
 */
export const isFull = (problem: unknown): boolean =>
  `${(problem as Error)?.name} ${(problem as Error)?.message}`.includes('QuotaExceeded')
