import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { GateCamera } from './gate-camera.svelte.ts'
import type { CameraListener, GateConnection } from '#lib/ports/ports.ts'

let told: CameraListener
let asked: readonly string[]
let camera: GateCamera
afterEach(() => vi.useRealTimers())
beforeEach(async () => {
  vi.useFakeTimers({ now: 1_000_000 })
  const line = {
    show(_gate: string, _place: unknown, ways: readonly string[], hears: CameraListener) {
      told = hears
      asked = ways
      return () => {}
    }
  }
  camera = new GateCamera({
    id: 'cong-1b',
    now: () => Date.now(),
    line: async () => line as unknown as GateConnection
  })
  camera.show({} as HTMLElement, 'deciding')
  await vi.advanceTimersByTimeAsync(0)
})
const seen = (ageMs: number, jpeg = true) =>
  told.seen({
    at: Date.now() - ageMs,
    way: jpeg ? 'mjpeg' : 'mse',
    sha256: jpeg ? async () => 'f'.repeat(43) : null
  })

test('what somebody decides by is a picture with a hash, never video', () =>
  expect(asked).toEqual(['mjpeg', 'frame']))

test('live below two seconds, late up to five, then old with its time', () => {
  expect(camera.sighting).toEqual({ kind: 'none', why: 'coming' })
  told.noSight('OFFLINE')
  expect(camera.sighting).toEqual({ kind: 'none', why: 'unreachable' })
  seen(400)
  const at = Date.now() - 400
  expect(camera.sighting).toEqual({ kind: 'live', at, ageMs: 400 })
  vi.advanceTimersByTime(1_600)
  expect(camera.sighting).toEqual({ kind: 'late', at, ageMs: 2_000 })
  vi.advanceTimersByTime(3_000)
  expect(camera.sighting.kind).toBe('late')
  vi.advanceTimersByTime(1)
  expect(camera.sighting).toEqual({ kind: 'old', at, ageMs: 5_001 })
  // Nobody can be asked now: the last picture stays, with its time.
  told.noSight('OFFLINE')
  expect(camera.sighting.kind).toBe('old')
})

test('26: one opens by a picture of the last five seconds, named by its hash and its age; by no other', async () => {
  expect([camera.usable, await camera.frame()]).toEqual([false, null])
  seen(640)
  expect([camera.usable, await camera.frame()]).toEqual([true, { sha256: 'f'.repeat(43), ageMs: 640 }])
  seen(100, false)
  expect([camera.usable, await camera.frame()]).toEqual([false, null])
  seen(5_001)
  expect([camera.usable, await camera.frame()]).toEqual([false, null])
})

test('a picture that grows too old while it is being hashed is none', async () => {
  told.seen({
    at: Date.now() - 4_999,
    way: 'frame',
    async sha256() {
      vi.advanceTimersByTime(10)
      return 'f'.repeat(43)
    }
  })
  expect(await camera.frame()).toBeNull()
})
