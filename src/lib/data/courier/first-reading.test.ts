import { expect, test } from 'vitest'
import { phone, sessionAnswer, when } from '../../../../tests/courier/courier-world.ts'
import type { CourierReport } from '#lib/ports/courier.ts'

/** A server with so many records in each book of a keeper, in pages; the last quarter of a new unit is not there. */
function books(counts: Readonly<Record<string, number>>) {
  return (path: string): Response => {
    const [, book = ''] = /antt-thu-(?:([a-z]+)(?:-\d{4}q\d)?)\//.exec(path) ?? []
    const count = counts[book]
    if (count === undefined)
      return sessionAnswer(path, ['thu:keeper']) ?? new Response('{"error":"not_found"}', { status: 404 })
    if (path.endsWith('/epoch')) return Response.json({ value: 'e' })
    const { searchParams: query } = new URL(path, 'http://may-chu')
    const [since, limit] = [Number(query.get('since')), Number(query.get('limit'))]
    const last = Math.min(count, since + limit)
    const results = Array.from({ length: last - since }, (_, i) => ({ id: `${book}-${since + i}` }))
    return Response.json({ results, last_seq: last, pending: count - last })
  }
}

test('a phone that has nothing yet reads the directory first, then gates and duty, before the other books', async () => {
  const world = phone()
  world.answers(books({ directory: 300, gates: 600, duty: 10 }))
  const courier = world.tab()
  await when(courier, 'idle')
  const pages = world.asked().filter((path) => path.includes('include_docs'))
  const order = pages.map((path) => /antt-thu-([a-z]+)/.exec(path)![1])
  expect(order.slice(0, 2)).toEqual(['directory', 'directory'])
  expect(new Set(order.slice(2))).toEqual(new Set(['gates', 'duty']))
})

test('police read the gates before the books that are in no hurry', async () => {
  const world = phone()
  const told = books({ directory: 1, gates: 600, duty: 600, incidents: 1, hui: 1 })
  world.answers((path) => sessionAnswer(path, ['thu:officer']) ?? told(path))
  await when(world.tab(), 'idle')
  const pages = world.asked().filter((path) => path.includes('include_docs'))
  const order = pages.map((path) => /antt-thu-([a-z]+)/.exec(path)![1])
  expect(order[0]).toBe('directory')
  for (const late of ['incidents', 'hui'])
    for (const soon of ['gates', 'duty']) expect(order.indexOf(late)).toBeGreaterThan(order.lastIndexOf(soon))
})

test('it tells what comes and how much is left, until all of it is here; later exchanges tell nothing of it', async () => {
  const world = phone()
  world.answers(books({ directory: 300, gates: 600, duty: 10 }))
  const courier = world.tab()
  const told: (CourierReport['coming'] | null)[] = []
  courier.report.subscribe({ next: ({ coming }) => void told.push(coming ?? null), error: () => {} })
  await when(courier, 'idle')
  const counted = told.flatMap((coming) => (coming && coming.left !== null ? coming.left : []))
  // Two quarters of gates and of duty.
  expect(counted[0]).toBeGreaterThan(600)
  expect(counted).toEqual([...counted].sort((a, b) => b - a))
  expect(counted.at(-1)).toBe(0)
  expect(told.find((coming) => coming?.books.includes('gates'))).toBeDefined()
  expect(courier.report.current.coming).toBeUndefined()
  told.length = 0
  await courier.ring()
  expect(told.every((coming) => coming === null)).toBe(true)
})

test('what had not come when the network went is told until it has', async () => {
  const world = phone()
  const told = books({ directory: 300, gates: 600, duty: 10 })
  let lost = true
  world.answers((path) => {
    if (lost && path.includes('gates') && path.includes('since=250')) throw new TypeError('Failed to fetch')
    return told(path)
  })
  const courier = world.tab()
  await when(courier, 'waiting-for-network')
  expect(courier.report.current.coming).toMatchObject({ books: expect.arrayContaining(['gates']) })
  lost = false
  await courier.ring(true)
  expect(courier.report.current.coming).toBeUndefined()
})
