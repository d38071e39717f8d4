import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { processLocks } from '../tabs.ts'
import { OneWriter } from './one-writer.ts'

const longest = 8_000
const locks = processLocks()
let done: string[]
beforeEach(() => {
  vi.useFakeTimers()
  done = []
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const tab = () => new OneWriter('write', locks)
/** Starts a save that ends when the test says so. */
function saving(writer: OneWriter, what: string) {
  let end = () => {}
  const ended = writer.alone(async () => {
    await new Promise<void>((resolve) => (end = resolve))
    done.push(what)
  })
  return { ended, end: () => end() }
}

test('who waits for a tab that does not end its save is told so in time, and has written nothing; afterwards all goes on', async () => {
  const [frozen, other] = [tab(), tab()]
  const dangling = saving(frozen, 'dangling')
  const refused = other.alone(async () => void done.push('refused'))
  const told = expect(refused).rejects.toMatchObject({ name: 'TimeoutError' })
  await vi.advanceTimersByTimeAsync(longest)
  await told
  dangling.end()
  await dangling.ended
  await other.alone(async () => void done.push('again'))
  expect(done).toEqual(['dangling', 'again'])
})

test('a wait that another tab ends in time is a save like any other, however long it takes itself', async () => {
  const refuse = vi.spyOn(AbortController.prototype, 'abort')
  const [slow, other] = [tab(), tab()]
  const first = saving(slow, 'first')
  const second = saving(other, 'second')
  await vi.advanceTimersByTimeAsync(longest - 1)
  first.end()
  await vi.advanceTimersByTimeAsync(2 * longest)
  second.end()
  await Promise.all([first.ended, second.ended])
  expect(done).toEqual(['first', 'second'])
  // Nor does anything look at the clock afterwards.
  await vi.advanceTimersByTimeAsync(longest)
  expect(refuse).not.toHaveBeenCalledWith(expect.objectContaining({ name: 'TimeoutError' }))
})

test('a tab that writes for long itself does not take itself for another one', async () => {
  const writer = tab()
  const first = saving(writer, 'first')
  const second = writer.alone(async () => void done.push('second'))
  await vi.advanceTimersByTimeAsync(3 * longest)
  first.end()
  await Promise.all([first.ended, second])
  expect(done).toEqual(['first', 'second'])
})

test('a save that failed lets the next one be told of another tab again', async () => {
  const [writer, frozen] = [tab(), tab()]
  await expect(writer.alone(async () => Promise.reject(new Error('disk')))).rejects.toThrow('disk')
  const dangling = saving(frozen, 'dangling')
  const told = expect(writer.alone(async () => {})).rejects.toMatchObject({ name: 'TimeoutError' })
  await vi.advanceTimersByTimeAsync(longest)
  await told
  dangling.end()
  await dangling.ended
})
