import { expect, test } from 'vitest'
import type { Gate } from '#lib/domain/directory/directory.ts'
import type { Role } from '#lib/domain/roles.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import { callsAt, officeCalls } from './gate-contacts.ts'

const gate = { gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor', keepers: ['tu-khoi'] } as unknown as Gate
const key = { household: 'Hai Muội', phone: '0900 000 011' }

const called = (
  role: Role,
  contact?: Partial<typeof key>,
  contacts = { police: '113', committee: '114' },
  account = 'truc'
) => {
  const accounts = new Map([['muoi', { account: 'muoi', name: 'Lâm Ngọc Muội', knownAs: 'Hai Muội' }]])
  const notebook = {
    directory: { contacts, accounts },
    identity: { account },
    roles: [role],
    nameOf: () => 'Tư Khởi'
  } as unknown as Notebook
  return callsAt(notebook, gate, contact).map((call) => ('name' in call ? call.name : call.who))
}

test('whoever keeps the key of a gate is called first; the police call their own number last', () => {
  expect(called('keeper', key)).toEqual(['Hai Muội', 'police', 'committee'])
  expect(called('commander', key)).toEqual(['Hai Muội', 'committee', 'duty'])
  expect(called('officer', key)).toEqual(['Hai Muội', 'committee', 'duty'])
})

test('a key without a household goes by the keeper’s name, and without a number is not called', () => {
  expect(called('commander', { phone: key.phone })).toEqual(['Tư Khởi', 'committee', 'duty'])
  expect(called('commander', { household: key.household })).toEqual(['committee', 'duty'])
  expect(called('commander')).toEqual(['committee', 'duty'])
  expect(called('commander', key, {} as never)).toEqual(['Hai Muội'])
})

test('nobody is told to call themselves', () => {
  const both = { police: '113', committee: '114' }
  expect(called('keeper', key, both, 'muoi')).toEqual(['police', 'committee'])
  expect(called('keeper', { ...key, household: 'Lâm Ngọc Muội' }, both, 'muoi')).toEqual([
    'police',
    'committee'
  ])
  // The number of a gate without a household is its keeper's.
  expect(called('keeper', { phone: key.phone }, both, 'tu-khoi')).toEqual(['police', 'committee'])
  expect(called('keeper', { phone: key.phone }, both, 'muoi')).toEqual(['Tư Khởi', 'police', 'committee'])
  const office = (role: Role) =>
    officeCalls({ directory: { contacts: both }, roles: [role] } as unknown as Notebook)
  expect(office('ubnd')).toEqual([{ who: 'police', phone: '113' }])
  expect(office('officer').at(-1)).toEqual({ who: 'duty', phone: '113' })
})
