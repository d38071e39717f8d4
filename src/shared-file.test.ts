import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cachesInMemory } from '../tests/shared-cache.ts'
import { forgetShared, keepShared, waitingShared } from './shared-file.ts'

beforeEach(cachesInMemory)
afterEach(() => vi.unstubAllGlobals())
const names = async () => (await waitingShared()).map(({ name }) => name)

test('a shared file waits by its name until it is forgotten, the latest first', async () => {
  await keepShared(new File(['một'], 'a.sotay'))
  await keepShared(new File(['hai'], 'sổ tay.sotay'))
  expect(await names()).toEqual(['sổ tay.sotay', 'a.sotay'])
  const [latest] = await waitingShared()
  expect(await latest!.text()).toBe('hai')
  await forgetShared(latest!)
  expect(await names()).toEqual(['a.sotay'])
})

test('what is shared twice waits once', async () => {
  await keepShared(new File(['một'], 'a.sotay'))
  await keepShared(new File(['hai'], 'b.sotay'))
  await keepShared(new File(['một'], 'a (1).sotay'))
  expect(await names()).toEqual(['a (1).sotay', 'b.sotay'])
})

test('five wait at most: no later one takes the place of another', async () => {
  const shared = (n: number) => new File([`${n}`], `${n}.sotay`)
  for (let n = 1; n <= 5; n++) expect(await keepShared(shared(n))).toBeNull()
  expect(await keepShared(shared(6))).toBe('bundles')
  expect(await keepShared(shared(5))).toBeNull()
  expect(await names()).toEqual([5, 4, 3, 2, 1].map((n) => `${n}.sotay`))
})
