import { afterAll, vi } from 'vitest'

// Files share a process: a clock that stands still would keep the next one waiting for ever.
afterAll(() => {
  if (!vi.isFakeTimers()) return
  vi.useRealTimers()
  throw new Error('This file leaves fake timers to the next one: call vi.useRealTimers() after each test.')
})
