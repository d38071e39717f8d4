// oxlint-disable-next-line import/no-unassigned-import -- a style sheet exports nothing
import '#lib/ui/styles/style.css'
import { afterAll, afterEach, beforeEach, vi } from 'vitest'
import { cleanup } from 'vitest-browser-svelte'
import { forgetNavigation } from './app-navigation.ts'
import { arriveBy, openPage } from './app-state.svelte.ts'

beforeEach(() => {
  scrollTo(0, 0)
  localStorage.clear()
  forgetNavigation()
  arriveBy(null)
  openPage('/')
})

// Files share a process: the library, read once, would clean up after the tests of the first file only.
afterEach(cleanup)

// Files share a process: a clock that stands still would keep the next one waiting for ever.
afterAll(() => {
  if (!vi.isFakeTimers()) return
  vi.useRealTimers()
  throw new Error('This file leaves fake timers to the next one: call vi.useRealTimers() after each test.')
})
