import { expect, test } from 'vitest'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { gateForm, GateRegister, isNameTaken, machinesOf } from './gate-register.ts'

const gates = new Map([
  ['cong-1', { gate: 'cong-1', name: 'Cổng Kinh 3', kind: 'motor' }],
  ['cong-2', { gate: 'cong-2', name: 'Cổng Chùa', kind: 'hand' }]
])
const taken = (name: string, own?: string) =>
  isNameTaken({ directory: { gates } } as unknown as Notebook, name, own)

test('two gates in use have no one name, however it is typed; a gate keeps its own', () => {
  expect(
    ['Cổng Kinh 3', ' cổng  KINH 3 ', 'Cổng Kinh 3'.normalize('NFD')].map((name) => taken(name))
  ).toEqual([true, true, true])
  expect(taken('Cổng Kinh 3', 'cong-1')).toBe(false)
  expect(taken('Cổng Chùa', 'cong-1')).toBe(true)
})

test('a mark makes another name', () => {
  expect([taken('Cổng Chưa'), taken('Cổng Kinh 30'), taken('')]).toEqual([false, false, false])
})

test('a change keeps the machine of a motor gate, and takes it from one that is closed by hand', async () => {
  const bodies: unknown[] = []
  const register = new GateRegister({
    unit: 'xa-thu',
    record: async ({ body }: { body: unknown }) => void bodies.push(body)
  } as unknown as BookDeps)
  const gate = { gate: 'cong-1', name: 'Cổng Kinh 3', kind: 'motor', agent: 'may-1' } as const
  await register.register({ ...gateForm(gate), kind: 'motor' }, 'cong-1')
  await register.register({ ...gateForm(gate), kind: 'hand' }, 'cong-1')
  expect(bodies).toEqual([gate, { gate: 'cong-1', name: 'Cổng Kinh 3', kind: 'hand' }])
})

test('the machines of a unit are its accounts in that role, by name', () => {
  const account = (id: string, role: string) => [id, { account: id, name: id, roles: [role] }] as const
  const accounts = new Map([account('may-2', 'agent'), account('ph-1', 'keeper'), account('may-1', 'agent')])
  const notebook = { directory: { accounts }, nameOf: (id: string) => id } as unknown as Notebook
  expect(machinesOf(notebook)).toEqual(['may-1', 'may-2'])
})
