import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import { TestDevice } from '../../../../tests/facts.ts'
import { anchorOf } from './anchor.ts'

const world = new DirectoryWorld()

test('a pinned root is held, whoever else introduces one', () => {
  expect(anchorOf('pinned', world.facts)).toBe('pinned')
})

test('until then it is the root that the server itself introduced last, in whatever order, and no carried one', () => {
  const later = new TestDevice('goc')
  const facts = [later.enrolment(world.unit), ...world.facts]
  expect(anchorOf(null, world.facts)).toBe(world.root.id)
  for (const all of [facts, facts.toReversed()]) expect(anchorOf(null, all)).toBe(later.id)
  const carried = new TestDevice('goc').enrolment(world.unit, { via: 'ke-gian', ms: Date.now() + 9_000 })
  expect(anchorOf(null, [...facts, carried])).toBe(later.id)
  expect(anchorOf(null, [new TestDevice('ke-gian').enrolment(world.unit)])).toBeNull()
})
