import { expect, test } from 'vitest'
import { Clusters } from './clusters.ts'

test('pairs written so that each root gets another one above it cost no more than others', () => {
  const most = 40_000
  const name = (no: number) => String(no).padStart(6, '0')
  const clusters = new Clusters()
  // Each is above all before it, and the last one is asked for each time.
  for (let no = most; no > 0; no--) clusters.join(name(most + 1), name(no))
  expect(clusters.groups).toHaveLength(1)
})

test('the groups do not hang on the order of the pairs', () => {
  const pairs = ['ed', 'dc', 'ba', 'cb', 'zy'].map(([a, b]) => [a!, b!] as const)
  const groupsOf = (all: typeof pairs) => {
    const clusters = new Clusters()
    for (const [a, b] of all) clusters.join(a, b)
    return clusters.groups
  }
  expect(groupsOf(pairs)).toEqual([
    ['a', 'b', 'c', 'd', 'e'],
    ['y', 'z']
  ])
  expect(groupsOf(pairs.toReversed())).toEqual(groupsOf(pairs))
})
