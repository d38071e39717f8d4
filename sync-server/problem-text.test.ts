import { writeFileSync } from 'node:fs'
import nano from 'nano'
import { expect, test } from 'vitest'
import { problemText } from './problem-text.ts'

const problemOf = async (work: () => unknown): Promise<unknown> => {
  try {
    await work()
  } catch (problem) {
    return problem
  }
  throw new Error('nothing went wrong')
}
/** The port of the “discard” service, on which nothing listens. */
const nobody = 'http://127.0.0.1:9'

test.each([
  ['a full disk', () => writeFileSync('/dev/full', 'x'), 'đĩa đã đầy'],
  ['a CouchDB that is away', () => nano(nobody).db.list(), 'mất kết nối với CouchDB'],
  ['another server that is away', () => fetch(nobody), 'mất kết nối']
])('%s is told in our own words', async (_name, work, words) => {
  expect(problemText(await problemOf(work))).toBe(words)
})

test('what nobody foresaw is told as it came', () => {
  expect(problemText(new Error('n is not a number'))).toBe('lỗi ngoài dự kiến “n is not a number”')
  expect(problemText(undefined)).toBe('lỗi ngoài dự kiến “undefined”')
})
