import { directory, isSuspended, nameOf, type Directory } from '#lib/domain/directory/directory.ts'
import { genuineFacts, SignatureMemo } from '#lib/domain/directory/signature-memo.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { isKnownType } from '#lib/domain/facts.ts'
import { rootAccount } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { isUnconfirmed, keyFor, needsProof } from '#lib/domain/trust.ts'
import { Broken } from '../broken.ts'
import { nameFor } from '../founding.ts'
import { verifySignature } from '../instant-signature.ts'
import type { World } from '../world.ts'

/** Folds the unit's directory as a phone does, from the facts that it has. */
export async function directoryIn(world: World, facts: readonly Envelope[]): Promise<Directory> {
  const own = facts.filter(({ unit, book }) => unit === world.unit && book === 'directory')
  const genuine = await genuineFacts(own, new SignatureMemo(), verifySignature)
  return directory(genuine, world.machines.get(rootAccount)!.id)
}

/** Tells whether a fold may read a fact: somebody vouches for it, and no commander has to look first. */
export function counts(fact: Envelope & Partial<Pick<StoredFact, 'sync'>>, known: Directory): boolean {
  // Of a later version: shown as such, and in no fold.
  if (!isKnownType(fact.type)) return false
  const isProven = !needsProof(fact as StoredFact) || keyFor(fact, known) !== null
  return isProven && !isUnconfirmed(fact, known)
}

/** Names and keys are those that the server and the commander gave, whatever others wrote. */
export function genuine(world: World, whose: string, known: Directory): Broken | null {
  const { plotters, truth } = world
  const phones = [...world.phones, ...world.lost]
  for (const { account } of [...phones, ...plotters])
    if (nameOf(known, account) !== nameFor(account))
      return new Broken('genuine', `${account} is called ${nameOf(known, account)} by ${whose}`)
  const approved = known.devices
    .filter((device) => device.approved)
    .map(({ account, id }) => `${account} ${id}`)
  const people = [...phones, ...plotters].filter(({ isOut }) => !isOut)
  const expected = new Set([
    ...people.map(({ account, key }) => `${account} ${key.id}`),
    ...[...world.machines].map(([account, { id }]) => `${account} ${id}`)
  ])
  for (const one of approved)
    if (!expected.delete(one)) return new Broken('genuine', `${whose} takes ${one} for approved`)
  for (const one of expected)
    if (!one.startsWith(rootAccount)) return new Broken('genuine', `${whose} does not approve ${one}`)
  for (const { account, device, id } of truth.dismissals) {
    const isIn = account ? !isSuspended(known, account) : !known.barrings.devices.get(device!)
    if (isIn) return new Broken('genuine', `${whose} does not know of ${id}`)
  }
  return null
}
