import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Outcome } from '../notebook/record.ts'
import { Revealed, revealedMs } from './revealed.svelte.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const done = { ok: true } as Outcome
const full = { ok: false, refusal: { code: 'storage-full' } } as Outcome

test('a value is shown only after it was recorded who sees it, and not at all where that failed', async () => {
  const one = new Revealed()
  let finish: (outcome: Outcome) => void = () => {}
  const showing = one.show('000123456789', () => new Promise((resolve) => (finish = resolve)))
  expect(one.value).toBe('')
  finish(done)
  expect(await showing).toBe(done)
  expect(one.value).toBe('000123456789')
  expect(await one.show('000123456789', async () => full)).toBe(full)
  expect(one.value).toBe('')
})

test('it is covered after half a minute, each showing anew', async () => {
  const one = new Revealed()
  await one.show('a', async () => done)
  vi.advanceTimersByTime(revealedMs - 1)
  expect(one.value).toBe('a')
  await one.show('b', async () => done)
  vi.advanceTimersByTime(revealedMs - 1)
  expect(one.value).toBe('b')
  vi.advanceTimersByTime(1)
  expect(one.value).toBe('')
})

test('what is covered while it is being recorded stays covered', async () => {
  const one = new Revealed()
  let finish: (outcome: Outcome) => void = () => {}
  const showing = one.show('a', () => new Promise((resolve) => (finish = resolve)))
  one.cover()
  finish(done)
  await showing
  expect(one.value).toBe('')
})
