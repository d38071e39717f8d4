import type { TakenIn } from '#lib/app/peers/peers-store.ts'
import { isChainType } from '#lib/domain/directory/chain-facts.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { idTime } from '#lib/domain/uuid.ts'
import { Broken, short } from '../broken.ts'
import { isFull } from '../phone/disk.ts'
import type { Phone } from '../phone/phone.ts'
import { fileOf, mayOpen, type Parcel } from './parcel.ts'

type Lying = ReadonlyMap<string, StoredFact>
type Result = TakenIn | { code: string } | 'full'

/** Hands a bundle, or what has become of its file, to a phone, and looks at what it keeps. */
export async function takes(taker: Phone, parcel: Parcel, file = parcel.bundle.file): Promise<void> {
  const tab = taker.tabs[0]
  if (!tab) return
  const before = await tab.lying()
  const boxes = taker.boxes.waiting
  const { lastExchange } = tab.courier.report.current
  const result = await tab.peers
    .take(fileOf(file), parcel.bundle.code, lastExchange)
    .catch((problem: unknown): Result => {
      if (isFull(problem)) return 'full'
      throw problem
    })
  const after = await tab.lying()
  taker.tell(`takes in of ${parcel.giver.account}: ${told(result)}`)
  const why = whyNothing(taker, parcel, file, { before, after })
  const fresh = [...after.values()].filter(({ id, sync }) => sync === 'carried' && !before.has(id))
  const broken =
    taker.world.truth.broken[0] ??
    unspoilt(taker, before, after) ??
    proven(taker, fresh) ??
    timely(taker, fresh, { before, after }, parcel) ??
    (why && nothing(taker, why, result, fresh, taker.boxes.waiting > boxes)) ??
    (parcel.takenBy.has(taker) ? unchanged(taker, fresh) : null)
  if (broken) throw broken
  // Whom somebody revoked stays to be brought, also where the rest of the bundle is refused for it.
  for (const { id, sync } of after.values()) if (sync === 'carried') taker.world.truth.entrusts(id, taker)
  if (result === 'full' || 'code' in result) return
  if (result.refused.size === 0) parcel.takenBy.add(taker)
  for (const id of parcel.sealed) taker.world.truth.entrusts(id, taker)
}

function told(result: Result): string {
  if (result === 'full') return result
  if ('code' in result) return result.code
  const { added, known, boxes, refused } = result
  return [
    `${added} new, ${known} known, ${boxes} boxes`,
    ...[...refused].map(([why, n]) => `${n} ${why}`)
  ].join(', ')
}

/** Returns why nothing of a bundle may be kept; null: something may. */
function whyNothing(
  taker: Phone,
  { giver, isForged, to, open, bundle }: Parcel,
  file: Uint8Array,
  { before, after }: { before: Lying; after: Lying }
): string | null {
  if (file !== bundle.file) return 'was changed on its way'
  if (isForged) return 'its sender has not signed'
  if (to !== taker.account) return 'is for somebody else'
  const brought = new Set(open.map(({ id }) => id))
  const isOut = taker.world.truth.dismissals.some(
    ({ id, account, device }) =>
      (account === giver.account || device === giver.key.id) &&
      (before.has(id) || (brought.has(id) && after.has(id)))
  )
  return isOut ? 'comes from somebody who is out' : null
}

function nothing(
  { name }: Phone,
  why: string,
  result: Result,
  fresh: readonly StoredFact[],
  boxed: boolean
): Broken | null {
  // Who was approved and revoked counts whoever tells it.
  const kept = fresh.filter(({ type }) => !isChainType(type))
  if (kept.length > 0) return new Broken('taken', `${name} keeps ${short(kept[0]!.id)} of what ${why}`)
  if (boxed) return new Broken('taken', `${name} keeps boxes of what ${why}`)
  return result === 'full' || 'code' in result ? null : new Broken('taken', `${name} takes in what ${why}`)
}

function unchanged({ name }: Phone, [first]: readonly StoredFact[]): Broken | null {
  return first ? new Broken('taken', `${name} finds ${short(first.id)} new in a bundle that it had`) : null
}

/** Looks whether what lay there before stands as it stood, or has arrived meanwhile. */
function unspoilt({ name }: Phone, before: Lying, after: Lying): Broken | null {
  for (const [id, { sync }] of before)
    if (sync !== 'carried' && after.get(id)?.sync === 'carried')
      return new Broken('taken', `${short(id)} was ${sync} on ${name}, and is carried now`)
  return null
}

/**
 * Nothing is kept of what somebody recorded after they were out, where word of that lies here, or comes in the same bundle; but
 * whom they approved and revoked lies here to be judged, whoever tells it: the directory counts none of it.
 */
function timely(
  { name, world }: Phone,
  fresh: readonly StoredFact[],
  { before, after }: { before: Lying; after: Lying },
  { open }: Parcel
): Broken | null {
  const heard = world.truth.dismissals.filter(
    ({ id }) => before.has(id) || (after.has(id) && open.some((fact) => fact.id === id))
  )
  const late = fresh.find(
    ({ id, by, device, type }) =>
      !isChainType(type) &&
      heard.some((out) => (out.account === by || out.device === device) && idTime(id) > idTime(out.id))
  )
  return late
    ? new Broken('taken', `${name} keeps ${short(late.id)}, recorded by somebody who was out`)
    : null
}

function proven({ name, role, world }: Phone, fresh: readonly StoredFact[]): Broken | null {
  for (const fact of fresh) {
    const { id, book } = fact
    if (!world.truth.isMade(fact))
      return new Broken('taken', `${name} carries ${short(id)}, which nobody made`)
    if (!mayOpen(role, fact)) return new Broken('readers', `${name} has ${short(id)} of ${book} in clear`)
  }
  return null
}
