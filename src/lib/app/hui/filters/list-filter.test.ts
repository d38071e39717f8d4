import { expect, test } from 'vitest'
import { HuiListFilter } from './list-filter.svelte.ts'

const at = (path: string) => new URL(path, 'https://so-tay.test')

test('the list shows what a first page counted, also after a look at a line; from elsewhere it shows all', () => {
  const filter = new HuiListFilter()
  filter.follow(at('/hui?need=due'), at('/'), false)
  expect(filter.need).toBe('due')
  filter.query = 'ba hue'
  filter.follow(at('/hui/x'), at('/hui?need=due'), false)
  filter.follow(at('/hui'), at('/hui/x/pay'), false)
  expect([filter.need, filter.query]).toEqual(['due', 'ba hue'])
  filter.follow(at('/hui'), at('/hui?need=due'), false)
  expect([filter.need, filter.query]).toEqual(['', ''])
  filter.follow(at('/hui?need=gone'), undefined, false)
  expect(filter.need).toBe('')
})

test('back in history the list is as it was left, whatever its address once asked for', () => {
  const filter = new HuiListFilter()
  filter.follow(at('/hui?need=due'), at('/'), false)
  filter.need = ''
  filter.follow(at('/hui?need=due'), at('/hui/x'), true)
  expect(filter.need).toBe('')
  filter.follow(at('/hui?need=arrears'), at('/hui/x'), false)
  expect(filter.need).toBe('arrears')
})
