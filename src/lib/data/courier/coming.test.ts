import { expect, test } from 'vitest'
import type { ComingBooks } from '#lib/ports/courier.ts'
import { Coming } from './coming.ts'

const turns = [
  [{ name: 'a-directory', book: 'directory' }],
  [
    { name: 'a-gates-q3', book: 'gates' },
    { name: 'a-gates-q4', book: 'gates' }
  ],
  [{ name: 'a-hui', book: 'hui' }]
] as const

function stage(first = true) {
  const told: ComingBooks[] = []
  const coming = new Coming(turns, first, (what) => void told.push(what))
  return { coming, told, last: () => told.at(-1) }
}

test('only what the server has counted is told as a number, and what is stored is taken off', () => {
  const { coming, last } = stage()
  coming.counted('a-directory', 30)
  expect(last()).toEqual({ books: ['directory'], left: null, all: 30 })
  coming.ended('a-gates-q3')
  coming.counted('a-gates-q4', 1_200)
  coming.counted('a-hui', 200)
  expect(last()).toEqual({ books: ['directory'], left: 1_430, all: 1_430 })
  coming.ended('a-directory')
  coming.stored('a-gates-q4', 250)
  expect(last()).toEqual({ books: ['gates'], left: 1_150, all: 1_430 })
})

test('a later page does not count anew what is on its way to the disk', () => {
  const { coming, last } = stage()
  for (const { name } of turns.flat()) coming.counted(name, 500)
  coming.counted('a-hui', 250)
  expect(last()?.left).toBe(2_000)
})

test('a phone that has its books tells nothing of a few records, and of many it does', () => {
  const { coming, told } = stage(false)
  coming.counted('a-hui', 3)
  coming.stored('a-hui', 3)
  expect(told).toEqual([])
  coming.counted('a-gates-q4', 5_000, true)
  expect(told).toHaveLength(1)
})
