import Lock from 'lucide-static/icons/lock.svg?raw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-svelte'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { vi as words } from '#lib/i18n/vi.ts'
import { click, finger, keyDown, keyUp, middleOf, stopTime } from '../../../../tests/components/fingers.ts'
import HoldButton from './HoldButton.svelte'

const onheld = vi.fn<() => void>()
const onunavailable = vi.fn<() => void>()
let button: HTMLButtonElement

beforeEach(() => {
  stopTime()
  onheld.mockReset()
  onunavailable.mockReset()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  return finger.away()
})

async function shown(props: { unavailable?: string } = {}) {
  const own = { label: live.hold, holding: live.holding, icon: Lock, onheld, onunavailable }
  const rendered = await render(HoldButton, { ...own, ...props })
  button = rendered.container.querySelector('button')!
  return rendered
}

/** Lets time go by, and what it changed be drawn. */
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const says = () => button.innerText.trim()
const drawn = () => Number(button.style.getPropertyValue('--done'))

test('a finger that rests on it for a second acts once, and not before', async () => {
  await shown()
  expect(says()).toBe(live.hold)
  await finger.down(middleOf(button))
  await pass(999)
  expect(says()).toBe(live.holding)
  expect(drawn()).toBeGreaterThan(0.9)
  expect(onheld).not.toHaveBeenCalled()
  await pass(1)
  expect(onheld).toHaveBeenCalledTimes(1)
  await finger.lift()
  await pass(10_000)
  expect(onheld).toHaveBeenCalledTimes(1)
  expect(says()).toBe(live.hold)
})

test('a tap does nothing but say for three seconds that it takes longer', async () => {
  await shown()
  await finger.down(middleOf(button))
  await pass(300)
  await finger.lift()
  await pass(2_999)
  expect(says()).toBe(words.holdLonger)
  await pass(1)
  expect(says()).toBe(live.hold)
  expect(onheld).not.toHaveBeenCalled()
})

test('a wet finger may drift a little; one that slides away does nothing, though it stays on the glass', async () => {
  await shown()
  const at = middleOf(button)
  await finger.down(at)
  await finger.move({ x: at.x + 20, y: at.y + 10 })
  await pass(500)
  expect(drawn()).toBeGreaterThan(0)
  await finger.move({ x: at.x + 20, y: at.y + 40 })
  await pass(5_000)
  expect(drawn()).toBe(0)
  expect(onheld).not.toHaveBeenCalled()
  await finger.lift()
})

test('a page that is long enough does not scroll under the finger that holds it', async () => {
  const { container } = await shown()
  container.style.paddingBlock = '120vh'
  scrollTo(0, container.offsetHeight / 4)
  const [before, at] = [scrollY, middleOf(button)]
  await finger.down(at)
  for (const y of [8, 16, 22]) await finger.move({ x: at.x, y: at.y - y })
  await pass(1_000)
  expect(onheld).toHaveBeenCalledTimes(1)
  expect(scrollY).toBe(before)
  await finger.lift()
})

test('a finger that the system takes over, and a page that is left, act on nothing', async () => {
  await shown()
  await finger.down(middleOf(button))
  await pass(900)
  await finger.lose()
  await pass(5_000)
  await finger.down(middleOf(button))
  await pass(900)
  dispatchEvent(new Event('blur'))
  await pass(5_000)
  await finger.lift()
  expect(onheld).not.toHaveBeenCalled()
})

test('a button that goes away while it is held acts on nothing', async () => {
  const { unmount } = await shown()
  await finger.down(middleOf(button))
  await pass(900)
  await unmount()
  await pass(5_000)
  await finger.lift()
  expect(onheld).not.toHaveBeenCalled()
})

const keys = { Enter: 'Enter', 'the space bar': ' ' } as const
for (const [name, key] of Object.entries(keys))
  test(`${name} must be held for a second too; a key that repeats begins nothing`, async () => {
    await shown()
    button.focus()
    await keyDown(key)
    await pass(600)
    await keyDown(key, { repeats: true })
    await pass(399)
    expect(onheld).not.toHaveBeenCalled()
    await pass(1)
    expect(onheld).toHaveBeenCalledTimes(1)
    for (let i = 0; i < 20; i++) {
      await keyDown(key, { repeats: true })
      await pass(100)
    }
    expect(onheld).toHaveBeenCalledTimes(1)
    await keyUp(key)
    await pass(5_000)
    expect(onheld).toHaveBeenCalledTimes(1)
  })

test('a key that is pressed briefly, twice, does nothing', async () => {
  await shown()
  button.focus()
  for (const key of Object.values(keys)) {
    for (let i = 0; i < 2; i++) {
      await keyDown(key)
      await pass(100)
      await keyUp(key)
      expect(says()).toBe(words.holdLonger)
    }
    await pass(6_000)
  }
  expect(onheld).not.toHaveBeenCalled()
})

test('a screen reader, which cannot hold, presses twice within five seconds', async () => {
  await shown()
  button.click()
  await pass(4_999)
  expect(says()).toBe(live.holding)
  expect(onheld).not.toHaveBeenCalled()
  button.click()
  expect(onheld).toHaveBeenCalledTimes(1)
})

test('its second press, too late, is a first one again', async () => {
  await shown()
  button.click()
  await pass(5_000)
  expect(says()).toBe(live.hold)
  button.click()
  expect(onheld).not.toHaveBeenCalled()
})

test('while it is unavailable a hold says why and acts on nothing; a tap is told', async () => {
  await shown({ unavailable: live.notSent })
  expect(says()).toBe(live.notSent)
  expect(button.ariaDisabled).toBe('true')
  await finger.down(middleOf(button))
  await pass(2_000)
  await finger.lose()
  expect(onheld).not.toHaveBeenCalled()
  expect(onunavailable).not.toHaveBeenCalled()
  await click(middleOf(button))
  expect(onunavailable).toHaveBeenCalledTimes(1)
  button.focus()
  await keyDown('Enter')
  await keyUp('Enter')
  expect(onunavailable).toHaveBeenCalledTimes(2)
  expect(onheld).not.toHaveBeenCalled()
})

test('for whoever wants no motion it fills in four steps', async () => {
  vi.spyOn(globalThis, 'matchMedia').mockReturnValue({ matches: true } as MediaQueryList)
  await shown()
  await finger.down(middleOf(button))
  const seen = new Set<number>()
  for (let i = 0; i < 60; i++) {
    await pass(16)
    seen.add(drawn())
  }
  expect([...seen]).toEqual([0, 0.25, 0.5, 0.75])
  await finger.lift()
})

test('a finger that lifts late presses nothing of what its hold brought under it; the next tap does', async () => {
  const under = document.createElement('button')
  const tapped = vi.fn<() => void>()
  under.addEventListener('click', tapped)
  const { container } = await shown()
  const at = middleOf(button)
  onheld.mockImplementation(() => {
    under.style.cssText = `position: fixed; inset: 0`
    container.append(under)
  })
  await finger.down(at)
  await pass(1_000)
  await finger.lift()
  await click(at)
  expect(tapped).toHaveBeenCalledTimes(1)
})
