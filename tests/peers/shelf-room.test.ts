import { expect, test } from 'vitest'
import type { SealedBox } from '#lib/domain/transit/box.ts'
import { TestDevice } from '../facts.ts'
import { peer } from './peer-stage.ts'

/** A phone carries boxes of others, and has no room without end for those of one. */
const unit = 'xa-thu'
const from = { by: 'ban', device: 'd' }
let count = 0
const boxOf = (device: string, letters = 4, key = 'k'): SealedBox => {
  const sealed = `${count++}`.padStart(letters, 'A')
  return { unit, key, enc: 'e', sealed, device, sig: 's' }
}
const many = (device: string, length: number, letters?: number) =>
  Array.from({ length }, () => boxOf(device, letters))

test('of one phone so many boxes are carried, of another as many more; what lies here stays', async () => {
  const { peers, boxes } = peer(new TestDevice('ai'), unit)
  const first = many('mot', 60)
  expect(await peers.keepBoxes(first, from)).toBe(60)
  expect(await peers.keepBoxes([...first, ...many('mot', 9)], from)).toBe(4)
  expect(await peers.keepBoxes(many('mot', 9), from)).toBe(0)
  expect(await peers.keepBoxes(many('hai', 3), from)).toBe(3)
  // Those for a server of before are no reason to refuse those of now.
  expect(await peers.keepBoxes([boxOf('mot', 4, 'khac')], from)).toBe(1)
  expect(boxes.size).toBe(68)
  for (const box of first) expect([...boxes.values()].map((one) => one.box)).toContainEqual(box)
  // Brought, they take no room.
  for (const one of boxes.values()) boxes.set(one.id, { ...one, box: null })
  expect(await peers.keepBoxes(many('mot', 1), from)).toBe(1)
})

test('large boxes of one phone are carried up to so many bytes', async () => {
  const { peers } = peer(new TestDevice('ai'), unit)
  const large = 700 * 1024
  const kept = await peers.keepBoxes(many('mot', 50, large), from)
  expect(kept).toBe(Math.floor((24 * 1024 * 1024) / large))
  expect(await peers.keepBoxes(many('hai', 1, large), from)).toBe(1)
})
