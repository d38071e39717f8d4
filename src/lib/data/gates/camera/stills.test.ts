import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { oldMs } from '#lib/domain/gates/contract/camera/camera-request.ts'
import { Feed } from './feed.ts'
import { openFeed } from './open-feed.ts'

/** How long the camera takes for a picture, ms. */
let takesMs: number
let feed: Feed
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal(
    'Image',
    class {
      async decode() {}
    }
  )
  vi.stubGlobal('fetch', async () => {
    await new Promise((resolve) => setTimeout(resolve, takesMs))
    return new Response('jpeg', { headers: { 'x-frame-at': String(Date.now()) } })
  })
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  }
  const look = async () => ({ until: Date.now() + 60_000, frame: 'f', mjpeg: 'j', mse: 'v' })
  feed = openFeed({ look, now: () => Date.now(), after })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test.each([100, 1_500, 1_900])(
  'a glance at a camera that takes %i ms never shows an old picture',
  async (ms) => {
    takesMs = ms
    const times: number[] = []
    const listener = { seen: ({ at }: { at: number }) => times.push(at), noSight: () => {} }
    const end = feed.show({ put() {} }, ['glance'], listener as never)
    await vi.advanceTimersByTimeAsync(30_000)
    end()
    expect(times.length).toBeGreaterThan(5)
    const ages = times.slice(1).map((at, i) => at - times[i]!)
    expect(Math.max(...ages)).toBeLessThanOrEqual(oldMs)
  }
)
