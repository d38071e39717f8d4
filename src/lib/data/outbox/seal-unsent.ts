import { partText, maxBoxFacts, maxBoxedBytes, type BoxContents } from '#lib/domain/transit/box.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { isDamaged, type StoredFact } from '#lib/domain/stored.ts'
import type { DeviceKey } from '#lib/ports/keys.ts'
import type { CourierStore } from '../courier/types.ts'
import { docOf } from '../courier/wire.ts'
import { toBase64 } from '../keys/base64.ts'
import { sha256Of } from '../photos/hash.ts'
import type { UnsentParts } from '../photos/unsent-parts.ts'
import type { BoxShelf, ShelvedBox } from './box-shelf.ts'
import { sealBox } from './seal-box.ts'

export interface SealingParts {
  account: string
  device: DeviceKey
  store: Pick<CourierStore, 'offered'>
  photos: UnsentParts
  shelf: BoxShelf
  keys(): Promise<ReadonlyMap<string, PublicKey>>
  /** Unix ms of the device. */
  now(): number
}

/** Facts read from the phone per query. */
const stride = 400

/** Seals what waits and lies in no box yet, and drops the boxes of what no longer waits. */
export async function sealUnsent(parts: SealingParts): Promise<void> {
  const { account, device, shelf } = parts
  const shelved = (await shelf.of(account)).filter((box) => box.device === device.id)
  const sealed = new Set(shelved.flatMap(({ holds }) => holds))
  const unsent = new Set<string>()
  let asked: ReturnType<SealingParts['keys']> | undefined
  const keys = () => (asked ??= parts.keys())
  for (const facts of await waitingFacts(parts)) {
    // Of a record that was damaged since, the box is the only good copy.
    for (const { id } of facts) unsent.add(id)
    const fresh = facts.filter((fact) => !sealed.has(fact.id) && !isDamaged(fact))
    if (fresh.length > 0) await sealFacts(fresh, await keys(), parts)
  }
  await parts.photos.eachUnsentPart(async (part) => {
    const name = `part ${part.hash}`
    unsent.add(name)
    const to = sealed.has(name) ? undefined : (await keys()).get(part.unit)
    if (!to) return
    const own = { place: part.place, at: part.at, by: account, device: device.id }
    const bytes = await part.read()
    if (!bytes || (await sha256Of(bytes)) !== part.hash) return
    const sig = await device.sign(partText(part.unit, own, part.hash))
    const contents = { part: { ...own, sig, data: toBase64(bytes) } }
    await keep(part.unit, to, contents, { holds: [name], counts: part.isLast ? 1 : 0 }, parts)
  })
  await shelf.drop(shelved.filter(({ holds }) => !holds.some((name) => unsent.has(name))).map(({ id }) => id))
}

/** Reads what waits, some facts at a time; an enrolment is for the phone's own session. */
async function waitingFacts({ store }: SealingParts): Promise<StoredFact[][]> {
  const pages: StoredFact[][] = []
  for (const sync of ['pending', 'carried', 'refused'] as const)
    for (let after = ''; ;) {
      const page = await store.offered(sync, after, stride)
      pages.push(page.filter(({ type }) => type !== 'directory.device-enrolled'))
      if (page.length < stride) break
      after = page.at(-1)!.id
    }
  return pages
}

async function sealFacts(
  facts: readonly StoredFact[],
  keys: ReadonlyMap<string, PublicKey>,
  parts: SealingParts
): Promise<void> {
  for (const unit of new Set(facts.map((fact) => fact.unit))) {
    const to = keys.get(unit)
    if (!to) continue
    for (const batch of boxBatches(facts.filter((fact) => fact.unit === unit)))
      await keep(
        unit,
        to,
        { facts: batch.map(docOf) },
        { holds: batch.map(({ id }) => id), counts: batch.length },
        parts
      )
  }
}

/** Splits facts into boxes: each within both bounds, or alone. */
export function boxBatches<F extends Envelope>(facts: readonly F[]): F[][] {
  const all: F[][] = []
  let bytes = Infinity
  for (const fact of facts) {
    const size = JSON.stringify(fact).length
    if (bytes + size > maxBoxedBytes || all.at(-1)!.length >= maxBoxFacts) {
      all.push([])
      bytes = 0
    }
    all.at(-1)!.push(fact)
    bytes += size
  }
  return all
}

async function keep(
  unit: string,
  to: PublicKey,
  contents: BoxContents,
  what: Pick<ShelvedBox, 'holds' | 'counts'>,
  { account, device, shelf, now }: SealingParts
): Promise<void> {
  const box = await sealBox(unit, to, contents, device)
  await shelf.put({ id: crypto.randomUUID(), account, device: device.id, box, at: now(), ...what })
}
