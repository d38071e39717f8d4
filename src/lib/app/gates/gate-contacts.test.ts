import { expect, test } from 'vitest'
import type { Gate } from '#lib/domain/directory/directory.ts'
import type { Role } from '#lib/domain/roles.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import { callsAt } from './gate-contacts.ts'

const gate = { gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor', keepers: ['tu-khoi'] } as unknown as Gate
const key = { household: 'Hai Muội', phone: '0900 000 011' }

const called = (
  role: Role,
  contact?: Partial<typeof key>,
  contacts = { police: '113', committee: '114' }
) => {
  const notebook = { directory: { contacts }, roles: [role], nameOf: () => 'Tư Khởi' } as unknown as Notebook
  return callsAt(notebook, gate, contact).map((call) => ('name' in call ? call.name : call.who))
}

test('whoever keeps the key of a gate is called first; the police call their own number last', () => {
  expect(called('keeper', key)).toEqual(['Hai Muội', 'police', 'committee'])
  expect(called('commander', key)).toEqual(['Hai Muội', 'committee', 'police'])
  expect(called('officer', key)).toEqual(['Hai Muội', 'committee', 'police'])
})

test('a key without a household goes by the keeper’s name, and without a number is not called', () => {
  expect(called('commander', { phone: key.phone })).toEqual(['Tư Khởi', 'committee', 'police'])
  expect(called('commander', { household: key.household })).toEqual(['committee', 'police'])
  expect(called('commander')).toEqual(['committee', 'police'])
  expect(called('commander', key, {} as never)).toEqual(['Hai Muội'])
})
