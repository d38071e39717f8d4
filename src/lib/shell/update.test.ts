import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchForUpdate } from './update.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubEnv('DEV', false)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

/** A browser in which a new build waits and takes over when it has been asked so often. */
function browserThatHeeds(asked: number) {
  const workers = new EventTarget()
  const page = { reloads: 0, asked: 0 }
  const waiting = Object.assign(new EventTarget(), {
    postMessage: () => ++page.asked === asked && workers.dispatchEvent(new Event('controllerchange'))
  })
  const registration = Object.assign(new EventTarget(), { active: {}, waiting, installing: null })
  const serviceWorker = Object.assign(workers, { controller: {}, register: async () => registration })
  vi.stubGlobal('navigator', { serviceWorker })
  vi.stubGlobal('document', new EventTarget())
  vi.stubGlobal('location', { reload: () => page.reloads++ })
  return page
}

const offered = () => new Promise<() => void>((resolve) => watchForUpdate(resolve))

test('a new build takes over when it is asked, and the page reloads once', async () => {
  const page = browserThatHeeds(1)
  const apply = await offered()
  expect(page).toEqual({ reloads: 0, asked: 0 })
  apply()
  expect(page).toEqual({ reloads: 1, asked: 1 })
})

test('one that the browser holds back is asked again', async () => {
  const page = browserThatHeeds(3)
  const apply = await offered()
  apply()
  expect(page.reloads).toBe(0)
  vi.advanceTimersByTime(10_000)
  expect(page).toMatchObject({ reloads: 1 })
})
