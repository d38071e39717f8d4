import { expect, test } from 'vitest'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import { isNameTaken } from './gate-register.ts'

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
