import { isKnownType, isShaped } from '#lib/domain/facts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { Broken, short } from '../broken.ts'
import { mayOpen } from '../meetings/parcel.ts'
import type { Phone } from '../phone/phone.ts'
import type { World } from '../world.ts'

/** A fact on a phone of somebody else: nothing is there in clear that its owner may not read, and nothing is carried for ever. */
export function carriedFairly(phone: Phone, fact: StoredFact): Broken | null {
  const what = `${phone.name} has ${fact.type} ${short(fact.id)} as ${[fact.sync, fact.reason].join(' ').trim()}`
  if (fact.by !== phone.account && !mayOpen(phone.role, fact)) return new Broken('readers', what)
  if (phone.isOut || fact.sync !== 'carried' || mayStay(phone.world, fact)) return null
  return new Broken('settled', what)
}

/** Looks whether the server has what phones took in for others, also of an author whose own phone is gone, and no box waits. */
export function brought(world: World, served: { has(id: string): boolean }): Broken | null {
  for (const [id, phones] of world.truth.entrusted) {
    const fact = world.truth.made.get(id)
    const carrier = [...phones].find((phone) => !phone.isOut && world.phones.includes(phone))
    if (!fact || !carrier || served.has(id) || mayStay(world, fact)) continue
    return new Broken(
      'carried',
      `${carrier.name} took ${fact.type} ${short(id)} in, and the server has it not`
    )
  }
  const boxed = world.phones.find(({ isOut, boxes }) => !isOut && boxes.waiting > 0)
  return boxed ? new Broken('settled', `${boxed.name} carries ${boxed.boxes.waiting} boxes`) : null
}

/** Tells whether the server may rightly be without a fact that somebody carries. */
function mayStay({ truth, phones, lost }: World, fact: Envelope): boolean {
  const { id, by, device } = fact
  if (truth.isGone(id) || truth.refused.has(id) || truth.shaky.has(id) || truth.isHostile(fact)) return true
  // Of a server that lost something nobody can say whom it knows.
  if (truth.restored || !isKnownType(fact.type) || !isShaped(fact)) return true
  return [...phones, ...lost].some((phone) => phone.isOut && phone.account === by && phone.device === device)
}
