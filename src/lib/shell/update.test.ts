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

/** A tab of a browser in which a new build waits; `heeds`: it takes over as soon as it is asked. */
function tab({ heeds }: { heeds: boolean }) {
  const kept = new Map<string, string>()
  const page = { reloads: 0, takesOver: () => {} }
  const load = (waits: boolean) => {
    const workers = new EventTarget()
    page.takesOver = () => void workers.dispatchEvent(new Event('controllerchange'))
    const postMessage = () => heeds && page.takesOver()
    const waiting = waits ? Object.assign(new EventTarget(), { postMessage }) : null
    const registration = Object.assign(new EventTarget(), { active: {}, waiting, installing: null })
    const serviceWorker = Object.assign(workers, { controller: {}, register: async () => registration })
    vi.stubGlobal('navigator', { serviceWorker })
    vi.stubGlobal('document', new EventTarget())
    vi.stubGlobal('location', { reload: () => page.reloads++ })
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key)
    })
  }
  load(true)
  return Object.assign(page, { load })
}

const offered = () => new Promise<() => void>((resolve) => watchForUpdate(resolve))
const followed = async () => {
  watchForUpdate(() => {})
  await vi.advanceTimersByTimeAsync(0)
}

test('a new build takes over when it is asked, and the page reloads once', async () => {
  const page = tab({ heeds: true })
  const apply = await offered()
  expect(page.reloads).toBe(0)
  apply()
  expect(page.reloads).toBe(1)
  page.load(false)
  await followed()
  expect(page.reloads).toBe(1)
})

test('one that the browser holds back gets a page that lets the old build go, and is shown when it takes over', async () => {
  const page = tab({ heeds: false })
  const apply = await offered()
  apply()
  expect(page.reloads).toBe(0)
  vi.advanceTimersByTime(10_000)
  expect(page.reloads).toBe(1)
  // The page came from the old build, and the new one takes over now, or did so while the page was loading.
  page.load(true)
  await followed()
  expect(page.reloads).toBe(1)
  page.takesOver()
  expect(page.reloads).toBe(2)
  page.load(false)
  await followed()
  expect(page.reloads).toBe(2)
})

test('one that took over while that page was loading is shown at once', async () => {
  const page = tab({ heeds: false })
  const apply = await offered()
  apply()
  vi.advanceTimersByTime(10_000)
  page.load(false)
  await followed()
  expect(page.reloads).toBe(2)
})
