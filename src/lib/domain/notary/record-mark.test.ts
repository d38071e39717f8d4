import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import { gravestMark, markOf } from './record-mark.ts'

const now = Date.now()
const world = new DirectoryWorld('xa-thu', now - 3_600_000)
const keeper = world.phone('tu-khoi', 'keeper')
const waiting = world.waiting('hai-muoi')
const known = world.known()
const of = (
  fact: Parameters<typeof markOf>[0],
  own = 'khac',
  signature: Parameters<typeof markOf>[1] = 'genuine'
) => markOf(fact, signature, { known, own })

test('a record is marked unless its device had signed it and was certified for it then', () => {
  expect(of(keeper.note('xa-thu'))).toBeNull()
  expect(of(keeper.note('xa-thu'), 'khac', 'unknown')).toBe('unverified')
  expect(of(keeper.note('xa-thu'), 'khac', 'changed')).toBe('changed')
  expect(of(waiting.note('xa-thu'))).toBe('unverified')
  expect(of(keeper.note('xa-thu', { by: 'hai-muoi' }))).toBe('unverified')
  expect(of(world.says(world.server, 'unit-named', 'unit/xa-thu', {}))).toBeNull()
})

test('what this phone wrote while it waits is its own, unless it was changed', () => {
  expect(of(waiting.note('xa-thu'), waiting.id)).toBeNull()
  expect(of(waiting.note('xa-thu'), waiting.id, 'changed')).toBe('changed')
})

test('a record counts as written when the server took it, where its own time is later', () => {
  const revoked = world.known(world.revocation(world.commander, keeper, [], { ms: now - 1_000 }))
  const at = (ms: number, took?: number) =>
    markOf({ ...keeper.note('xa-thu', { ms }), ...(took !== undefined && { took }) }, 'genuine', {
      known: revoked,
      own: ''
    })
  expect([at(now - 2_000), at(now), at(now, now - 2_000)]).toEqual([null, 'unverified', null])
})

test('a record that came after its author had left waits for a commander', () => {
  const left = world.known(world.revocation(world.commander, keeper, [], { ms: now - 1_000 }))
  const late = { ...keeper.note('xa-thu', { ms: now - 2_000 }), took: now }
  expect(markOf(late, 'genuine', { known: left, own: '' })).toBe('awaiting')
})

test('of several records shown as one the gravest mark counts', () => {
  expect(gravestMark([null, 'awaiting', 'unverified'])).toBe('unverified')
  expect(gravestMark(['awaiting', 'changed', null])).toBe('changed')
  expect(gravestMark([null])).toBeNull()
})
