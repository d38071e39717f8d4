import { createPublicKey, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import { TestDevice } from '../../../../tests/facts.ts'
import type { PublicKey } from '../directory/facts.ts'
import { boxText, type SealedBox } from './box.ts'
import { sealerOf } from './sealer.ts'

const world = new DirectoryWorld()
const { unit } = world
const officer = world.phone('can-bo', 'officer')
const keeper = world.phone('giu-cong', 'keeper')
const waiting = world.waiting('cho-duyet', 'officer')

const verifies = async (key: PublicKey, text: string, sig: string) =>
  verify(
    'sha256',
    Buffer.from(text),
    { key: createPublicKey({ key: { ...key }, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(sig, 'base64url')
  )
function boxOf(signer: TestDevice, { device = signer.id, sealed = 'AAAA' } = {}): SealedBox {
  const box = { unit, key: 'K'.repeat(43), enc: 'EEEE', sealed, device }
  return { ...box, sig: signer.sign(boxText(box)) }
}
const sealer = (box: SealedBox) => sealerOf(box, world.known(), verifies)

test('a box is that phone’s whose key has signed it', async () => {
  expect(await sealer(boxOf(officer))).toBe(officer.id)
  expect(await sealer(boxOf(keeper))).toBe(keeper.id)
})

test('a box in the name of another phone is nobody’s', async () => {
  expect(await sealer(boxOf(keeper, { device: officer.id }))).toBeNull()
  expect(await sealer({ ...boxOf(keeper), device: officer.id })).toBeNull()
})

test('a signature is for that box alone: for no other contents, key or unit', async () => {
  const box = boxOf(officer)
  for (const more of [{ sealed: 'BBBB' }, { enc: 'FFFF' }, { key: 'L'.repeat(43) }, { unit: 'xa-khac' }])
    expect(await sealer({ ...box, ...more })).toBeNull()
})

test('a phone that nobody has approved, or that is not known, seals in no name: keys cost nothing', async () => {
  expect(await sealer(boxOf(waiting))).toBeNull()
  expect(await sealer(boxOf(new TestDevice('la')))).toBeNull()
})

test('a phone that is revoked has still sealed what it sealed', async () => {
  const stopped = world.phone('mat-may', 'officer')
  const box = boxOf(stopped)
  world.facts.push(world.revocation(world.commander, stopped))
  expect(world.known().devices.find(({ id }) => id === stopped.id)?.approved).toBe(false)
  expect(await sealer(box)).toBe(stopped.id)
})
