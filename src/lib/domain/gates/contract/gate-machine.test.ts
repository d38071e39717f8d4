import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../../tests/devices/directory-world.ts'
import { agentKeys, gateMachines } from './gate-machine.ts'

const start = Date.UTC(2026, 9, 1)
const gate = (id: string, agent?: string) => ({ gate: id, name: id, kind: 'motor', ...(agent && { agent }) })

/** Returns a unit with two machines, and the key that moves each gate after more facts. */
function unit() {
  const world = new DirectoryWorld('xa-thu', start)
  const first = world.phone('may-1', 'agent')
  const second = world.phone('may-2', 'agent')
  const registers = (id: string, agent?: string) =>
    world.says(world.server, 'gate-registered', `gate/${id}`, gate(id, agent))
  const movers = (...more: Parameters<DirectoryWorld['known']>) =>
    Object.fromEntries([...gateMachines(world.known(...more))].map(([id, machine]) => [id, machine.id]))
  return { world, first, second, registers, movers }
}

test('one machine moves a gate: the one that it names, and of a gate that names none the first of the unit', () => {
  const { first, second, registers, movers } = unit()
  const all = [registers('cong-1'), registers('cong-2', 'may-2'), registers('cong-3', 'may-1')]
  expect(movers(...all)).toEqual({ 'cong-1': first.id, 'cong-2': second.id, 'cong-3': first.id })
})

test('a gate that names another machine is moved by that alone, and none moves one whose machine is shut out', () => {
  const { world, first, second, registers, movers } = unit()
  const [before, after] = [registers('cong-1', 'may-1'), registers('cong-1', 'may-2')]
  expect(movers(before, after)).toEqual({ 'cong-1': second.id })
  const keys = agentKeys(world.known(before, after))
  expect([first, second].map(({ id }) => keys.get(id)?.mute)).toEqual([['cong-1'], []])
  expect(movers(before, after, world.revocation(world.server, second))).toEqual({})
})

test('a new machine of the same account takes the place of the one before, once it is approved', () => {
  const { world, first, registers, movers } = unit()
  const named = registers('cong-1', 'may-1')
  const next = world.phone('may-1', 'agent')
  expect(movers(named)).toEqual({ 'cong-1': next.id })
  expect(movers(named, world.revocation(world.server, next))).toEqual({ 'cong-1': first.id })
})
