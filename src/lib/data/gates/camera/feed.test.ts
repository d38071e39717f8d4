import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { CameraAddresses } from '#lib/domain/gates/contract/camera/camera-request.ts'
import { Feed } from './feed.ts'
import type { CameraProblem, CameraWay } from '#lib/ports/gates.ts'
import { renewMs, stallMs, type CameraFrame, type Play } from './showing.ts'

const minute = 60_000

/** Players that the test controls, each with the address it was started with. */
interface Begun {
  way: CameraWay
  address: string
  picture(more?: Partial<CameraFrame>): void
  end(): void
  stopped: boolean
}

let begun: Begun[]
let looks: number
let answer: { code: CameraProblem } | null
let visible: boolean
let change: () => void
let feed: Feed
afterEach(() => vi.useRealTimers())
beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
  begun = []
  looks = 0
  answer = null
  visible = true
  const play =
    (way: CameraWay): Play =>
    (address, heard) => {
      const one: Begun = {
        ...{ way, address, stopped: false, end: heard.end },
        picture: (more) => heard.picture({ at: Date.now(), jpeg: new Blob([way]), ...more })
      }
      begun.push(one)
      return { element: way, stop: () => (one.stopped = true) }
    }
  feed = new Feed({
    players: { mse: play('mse'), mjpeg: play('mjpeg'), frame: play('frame'), glance: play('glance') },
    async look() {
      const n = ++looks
      const until = Date.now() + minute
      return answer ?? ({ until, frame: `f${n}`, mjpeg: `j${n}`, mse: `v${n}` } as CameraAddresses)
    },
    now: () => Date.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    still: () => 'still',
    visible: () => visible,
    onChange(run) {
      change = run
      return () => (change = () => {})
    }
  })
})

const page: readonly CameraWay[] = ['mse', 'mjpeg', 'frame']
/** Builds an element, with a log of what it shows and what its screen was told. */
function screen(ways = page) {
  const shown: unknown[] = []
  const ages: number[] = []
  const none: CameraProblem[] = []
  const end = feed.show({ put: (element) => shown.push(element) }, ways, {
    seen: ({ at }) => ages.push(Date.now() - at),
    noSight: (code) => none.push(code)
  })
  return { shown, ages, none, end }
}
const settled = () => vi.advanceTimersByTimeAsync(0)
const ran = (way: CameraWay) => begun.findLast((one) => one.way === way)!
const running = () => begun.filter(({ stopped }) => !stopped).map(({ way, address }) => `${way} ${address}`)

test('one picture at once, then video as soon as it has one', async () => {
  const { shown, ages } = screen()
  await settled()
  expect(running()).toEqual(['glance f1', 'mse v1'])
  ran('glance').picture()
  expect(shown).toEqual(['glance'])
  ran('mse').picture({ jpeg: null, at: Date.now() - 300 })
  expect([shown.at(-1), ages.at(-1)]).toEqual(['mse', 300])
  expect(running()).toEqual(['mse v1'])
})

test('until video begins, by whatever way, single pictures go on: none grows old meanwhile', async () => {
  const { shown, ages } = screen()
  await settled()
  const pictures = setInterval(() => ran('glance').picture(), 3_000)
  await vi.advanceTimersByTimeAsync(2 * stallMs - 1)
  expect([shown, ages]).toEqual([['glance'], [0, 0, 0]])
  expect(running()).toEqual(['glance f1', 'mjpeg j1'])
  ran('mjpeg').picture()
  clearInterval(pictures)
  expect([shown.at(-1), running()]).toEqual(['mjpeg', ['mjpeg j1']])
  ran('glance').picture()
  expect(ages).toHaveLength(4)
})

describe('31: the way it comes fails', () => {
  test('and the next one follows, down to pictures asked for one by one, which are asked for again', async () => {
    const { shown } = screen()
    await settled()
    ran('mse').picture()
    ran('mse').end()
    expect(running()).toEqual(['mjpeg j1'])
    // The last picture stays until there is something to show.
    expect(shown.at(-1)).toBe('mse')
    ran('mjpeg').picture()
    ran('mjpeg').end()
    ran('frame').picture()
    expect(shown.at(-1)).toBe('frame')
    ran('frame').end()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(running()).toEqual(['frame f1'])
  })

  test('also without a word: nothing for five seconds', async () => {
    screen()
    await settled()
    await vi.advanceTimersByTimeAsync(stallMs)
    expect(ran('mjpeg')).toBeDefined()
    ran('mjpeg').picture()
    await vi.advanceTimersByTimeAsync(stallMs - 1)
    ran('mjpeg').picture()
    await vi.advanceTimersByTimeAsync(stallMs - 1)
    expect(ran('frame')).toBeUndefined()
    await vi.advanceTimersByTimeAsync(1)
    expect(ran('frame')).toBeDefined()
  })

  test('and comes back: with each new address the best way is tried again, beside what is shown', async () => {
    const { shown } = screen()
    await settled()
    ran('glance').picture()
    ran('mse').end()
    const pictures = setInterval(() => ran('mjpeg').picture(), 1_000)
    await vi.advanceTimersByTimeAsync(minute - renewMs)
    clearInterval(pictures)
    expect(running()).toEqual(['mjpeg j1', 'mse v2'])
    ran('mse').picture()
    expect([running(), shown.at(-1)]).toEqual([['mse v2'], 'mse'])
  })
})

test('an address is used for its minute only, and what runs is not interrupted by its end', async () => {
  const { shown } = screen()
  await settled()
  ran('glance').picture()
  const pictures = setInterval(() => ran('mse').picture(), 1_000)
  await vi.advanceTimersByTimeAsync(9.5 * minute)
  clearInterval(pictures)
  expect(looks).toBeGreaterThanOrEqual(10)
  for (const { way, address } of begun) expect(`${way} ${address}`).toMatch(/^(glance f1|mse v\d+)$/)
  expect(shown.filter((element) => element === 'mse').length).toBe(looks)
})

test('nobody can be asked: it is told, and asked again; who may not see is not', async () => {
  answer = { code: 'OFFLINE' }
  const { none, shown } = screen()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(looks).toBeGreaterThan(2)
  answer = { code: 'refused' }
  await vi.advanceTimersByTimeAsync(1_000)
  const asked = looks
  await vi.advanceTimersByTimeAsync(minute)
  expect([looks, none.at(-1), shown]).toEqual([asked, 'refused', []])
})

test('while nobody looks nothing runs; then it begins anew', async () => {
  screen()
  await settled()
  ran('mse').picture()
  visible = false
  change()
  expect(running()).toEqual([])
  await vi.advanceTimersByTimeAsync(minute)
  expect(looks).toBe(1)
  visible = true
  change()
  await settled()
  expect(running()).toContain('mse v2')
})

test('only the uppermost screen has pictures; the one below shows the last picture with its own time', async () => {
  const below = screen()
  await settled()
  ran('mse').picture({ jpeg: null })
  const above = screen(['mjpeg', 'frame'])
  await settled()
  expect(running()).toEqual(['mjpeg j2'])
  ran('mjpeg').picture()
  await vi.advanceTimersByTimeAsync(3_000)
  above.end()
  expect([below.shown.at(-1), below.ages.at(-1)]).toEqual(['still', 3_000])
  await settled()
  expect(running()).toEqual(['glance f3', 'mse v3'])
  below.end()
  expect(running()).toEqual([])
})
