import { expect, test } from 'vitest'
import { DirectoryWorld } from '../../../../tests/devices/directory-world.ts'
import { testDecision, TestDevice } from '../../../../tests/facts.ts'
import type { Envelope } from '../fact.ts'
import { keyHolderOf } from '../gates/contract/keys.ts'
import type { Role } from '../roles.ts'
import { alarmCard } from './alarm-card.ts'

const world = new DirectoryWorld()
const { unit, commander: chief, server } = world
const phone = world.phone('giu-cong', 'keeper')
const agent = world.phone('may-cong', 'agent')
const key = new TestDevice('giu-cong')

const says = (who: TestDevice, type: string, stream: string, body: object) =>
  world.says(who, type, stream, body)
const listed = (account: string, roles: string[]) =>
  says(server, 'account-listed', `account/${account}`, { account, name: 'Ai đó', roles })
const keySet = (who: TestDevice, alarmKey?: TestDevice) =>
  says(who, 'alarm-key-set', `device/${who.id}`, {
    ...(alarmKey && { alarmKey: { id: alarmKey.id, key: alarmKey.publicKey } })
  })
const allowed = (allowed: boolean) => says(chief, 'alarm-keys-allowed', `unit/${unit}`, { allowed })

const unitFacts = [
  says(server, 'unit-named', `unit/${unit}`, { name: 'Thử', kind: 'xã' }),
  listed('giu-cong', ['keeper']),
  listed('may-cong', ['agent']),
  says(chief, 'gate-registered', 'gate/cong-1b', {
    gate: 'cong-1b',
    name: 'Cổng 1B',
    kind: 'motor',
    place: 'Ấp 1B',
    keepers: ['giu-cong']
  }),
  says(chief, 'gate-group-named', 'group/tuyen', { group: 'tuyen', name: 'Tuyến', gates: ['cong-1b'] }),
  says(chief, 'gate-contact-set', 'gate/cong-1b', {
    gate: 'cong-1b',
    household: 'Hai Muội',
    phone: '0900000011'
  })
]

const cardOf = (more: Envelope[], id = key.id, held: Role[] = ['keeper']) => {
  return alarmCard(world.known(...unitFacts, ...more), unit, { account: 'giu-cong', key: id }, held)
}
const standing = (more: Envelope[], account = 'giu-cong', id = key.id) => {
  const holder = keyHolderOf(world.known(...unitFacts, ...more), account, id)
  return holder && `${holder.use} ${holder.standing}`
}
const on = [allowed(true), keySet(phone, key)]

test('an alarm key counts where the unit allows it, its phone is let in, and its owner has not turned it off', () => {
  expect(standing(on)).toBe('alarm approved')
  expect(standing([keySet(phone, key)])).toBe('alarm revoked')
  expect(standing([...on, allowed(false)])).toBe('alarm revoked')
  expect(standing([...on, keySet(phone)])).toBeNull()
  const other = new TestDevice('giu-cong')
  expect(standing([...on, keySet(phone, other)])).toBeNull()
  expect(standing([...on, keySet(phone, other)], 'giu-cong', other.id)).toBe('alarm approved')
})

test('it is nobody else’s, and goes with its phone, its account and its role', () => {
  expect(standing(on, 'truong')).toBeNull()
  const revoked = world.revocation(chief, phone)
  expect(standing([...on, revoked])).toBe('alarm revoked')
  const suspended = says(chief, 'account-suspended', 'account/giu-cong', {
    account: 'giu-cong',
    reason: 'Mất máy',
    stands: []
  })
  expect(standing([...on, suspended])).toBe('alarm revoked')
  expect(standing([...on, listed('giu-cong', [])])).toBe('alarm revoked')
  const waiting = world.waiting('giu-cong')
  expect(standing([allowed(true), keySet(waiting, key)])).toBeNull()
})

test('the phone’s own key is no alarm key, even where somebody set it as one', () => {
  expect(standing([allowed(true), keySet(phone, phone)], 'giu-cong', phone.id)).toBe('phone approved')
})

test('a locked phone knows gates, groups and agents, and neither a person’s name nor a number', () => {
  const card = cardOf(on)!
  expect(card).toMatchObject({
    unit: { id: unit, kind: 'xã', name: 'Thử' },
    roles: ['keeper'],
    gates: [{ gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor', undecided: true }],
    groups: [{ group: 'tuyen', name: 'Tuyến', gates: ['cong-1b'] }]
  })
  expect([...card.agents]).toEqual([[agent.id, { account: 'may-cong', key: agent.publicKey, mute: [] }]])
  const open = JSON.stringify({ ...card, agents: [...card.agents] })
  for (const secret of ['Ai đó', 'Hai Muội', '0900000011', 'Ấp 1B']) expect(open).not.toContain(secret)
})

test('whatever ends the key leaves nothing on the phone', () => {
  expect(cardOf([])).toBeNull()
  expect(cardOf([...on, allowed(false)])).toBeNull()
  expect(cardOf([...on, keySet(phone)])).toBeNull()
  expect(cardOf(on, phone.id)).toBeNull()
  // The server has said that the role is over.
  expect(cardOf(on, key.id, [])).toBeNull()
  expect(cardOf(on, key.id, ['ubnd'])).toBeNull()
})

test('a locked phone knows which of its gates have no decision', () => {
  const decided = says(chief, 'gate-decision-recorded', 'gate/cong-1b', testDecision)
  expect(cardOf([...on, decided])!.gates).toEqual([{ gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor' }])
})
