import { expect, test } from 'vitest'
import { sealPacked } from '#lib/data/peers/bundle-file.ts'
import { canonicalString } from '#lib/domain/canonical.ts'
import { packContents } from '#lib/domain/peers/bundle/contents.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { DirectoryWorld } from '../devices/directory-world.ts'
import { keyOf, peer } from './peer-stage.ts'

const world = new DirectoryWorld()
const { unit, commander } = world
const officer = world.phone('can-bo', 'officer')
const colleague = world.phone('ban', 'officer')
const keeper = world.phone('giu-cong', 'keeper')
const known = world.known()
const parcel = { unit, to: colleague.account, account: officer.account, at: Date.now() }
const facts = [officer.note(unit), commander.note(unit), keeper.note(unit), commander.note(unit)]
const text = (fact: Envelope) => `${canonicalString(fact)} ${fact.sig}`
const authentic = new Set(facts.map(text))

/** A small generator of the same numbers for the same seed (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Changes, moves, repeats or cuts off some bytes. */
function mutated(whole: Uint8Array<ArrayBuffer>, next: (below: number) => number): Uint8Array<ArrayBuffer> {
  const bytes = [...whole]
  for (let times = 1 + next(4); times > 0 && bytes.length > 0; times--) {
    const at = next(bytes.length)
    const how = next(5)
    if (how === 0) bytes[at]! ^= 1 << next(8)
    else if (how === 1) bytes[at] = next(256)
    else if (how === 2) bytes.splice(at, 1 + next(8))
    else if (how === 3) bytes.splice(at, 0, ...bytes.slice(next(bytes.length), next(bytes.length)))
    else bytes.length = Math.max(1, at)
  }
  return Uint8Array.from(bytes)
}

test('of thousands of bundles that were changed on the way, nothing is kept', async () => {
  const whole = await peer(officer, unit).give(colleague.account, { facts })
  const receiver = peer(colleague, unit)
  for (let seed = 0; seed < 4_000; seed++) {
    const file = mutated(whole.file, seeded(seed))
    if (Buffer.compare(file, whole.file) === 0) continue
    const report = await receiver.take({ file, code: whole.code }, known)
    expect(report, `seed ${seed}`).toHaveProperty('code')
  }
  expect(receiver.facts.size).toBe(0)
})

test('of thousands of bundles that a member has made by hand, nothing is kept but what its author signed', async () => {
  const packed = packContents({ facts, boxes: [] })
  let partly = 0
  for (let seed = 0; seed < 3_000; seed++) {
    const receiver = peer(colleague, unit)
    const bundle = await sealPacked(mutated(packed, seeded(seed)), parcel, keyOf(officer))
    const report = await receiver.take(bundle, known)
    if ('code' in report) expect(receiver.facts.size, `seed ${seed}`).toBe(0)
    for (const fact of receiver.facts.values())
      expect(authentic.has(text(fact)), `seed ${seed}: ${JSON.stringify(fact)}`).toBe(true)
    if (!('code' in report) && receiver.facts.size > 0 && receiver.facts.size < facts.length) partly++
  }
  // Some change one fact and leave the others as they were.
  expect(partly).toBeGreaterThan(50)
})
