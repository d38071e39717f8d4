import { expect, test } from 'vitest'
import { askedBy } from './asked.ts'

const database = '/db/antt-x-gates-2026q4'
const ask = (target: string, headers: Record<string, string> = {}) => {
  const [method, path] = target.split(' ')
  return askedBy({ method, url: database + path, headers } as never)
}
/** From 50 units on a request is large, and such run one by one. */
const isLarge = (target: string, headers?: Record<string, string>) => ask(target, headers).estimate >= 50

test.each([
  'GET /_changes',
  'GET /_changes?since=1',
  'GET /_changes?include_docs=true&since=1',
  'GET /_changes?include_docs=true&since=1&limit=999999999',
  'GET /_changes?include_docs=true&since=1&feed=longpoll&timeout=50000',
  'GET /_changes?include_docs=true&limit=1000',
  'GET /_changes?include_docs=true&limit=1000&since=0',
  'GET /_changes?include_docs=true&limit=1000&since=00',
  'GET /_changes?include_docs=true&limit=1000&since=%30',
  'GET /_changes?include_docs=true&limit=1000&since=0-abc',
  'GET /_changes?include%5Fdocs=%74rue&limit=1000&since=0',
  'POST /_changes?limit=1&since=1',
  'GET /_all_docs',
  'GET /_all_docs?include_docs=true&limit=2001',
  'GET /_all_docs?include_docs=%74rue',
  'GET /_all_docs?limit=999999999',
  'GET /_all_docs?limit=1&skip=999999999',
  'GET /_all_docs?startkey=%22a%22&endkey=%22b%22',
  'POST /_all_docs?include_docs=true',
  'POST /_all_docs?limit=1&skip=999999999'
])('%s may have CouchDB go through a whole database', (target) => {
  expect(isLarge(target)).toBe(true)
})

test.each([
  'GET /epoch',
  'GET /_changes?include_docs=true&limit=1000&since=1',
  'GET /_changes?include_docs=true&limit=1000&since=12-g1AAAA',
  'GET /_all_docs?startkey=%22a%22&endkey=%22b%22&inclusive_end=false&limit=2001',
  'GET /_all_docs?include_docs=true&key=%22a%22',
  'GET /_design/audit/_view/days?group=true',
  'POST /_bulk_docs'
])('%s, as phones ask, waits for nobody else’s', (target) => {
  expect(isLarge(target)).toBe(false)
})

test('many keys in an address are looked up one by one', () => {
  const keys = (count: number) =>
    `keys=${encodeURIComponent(JSON.stringify(Array.from({ length: count }, () => 1)))}`
  expect(isLarge(`GET /_all_docs?${keys(200)}`)).toBe(false)
  expect(isLarge(`GET /_all_docs?${keys(400)}`)).toBe(true)
  expect(isLarge(`GET /_all_docs?limit=1&${keys(400)}`)).toBe(true)
})

test('keys in a body count by its bytes; a body of which nobody knows how long it is may be long', () => {
  expect(isLarge('POST /_all_docs', { 'content-length': '19500' })).toBe(false)
  expect(isLarge('POST /_all_docs', { 'content-length': '39000' })).toBe(true)
  expect(isLarge('POST /_all_docs', { 'transfer-encoding': 'chunked' })).toBe(true)
  expect(isLarge('POST /_bulk_docs', { 'transfer-encoding': 'chunked' })).toBe(true)
})
