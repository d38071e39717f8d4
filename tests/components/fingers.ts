import type { CDPSession } from '@vitest/browser-playwright'
import { vi } from 'vitest'
import { cdp } from 'vitest/browser'

const devtools = (): CDPSession => cdp()

interface Place {
  x: number
  y: number
}

/** The middle of an element, moved by so many px. */
export function middleOf(element: Element, { x = 0, y = 0 } = {}): Place {
  const { left, top, width, height } = element.getBoundingClientRect()
  return { x: left + width / 2 + x, y: top + height / 2 + y }
}

/** Returns where a place of this page is in the browser's window: tests run in a frame of it. */
function inWindow({ x, y }: Place): Place {
  const frame = globalThis.frameElement
  if (!frame) return { x, y }
  const { left, top, width } = frame.getBoundingClientRect()
  const scale = width / innerWidth
  return { x: left + x * scale, y: top + y * scale }
}

let isDown = false

/** Of the browser, also while a test lets time stand still. */
const nextFrame = requestAnimationFrame.bind(globalThis)
const frame = () => new Promise((resolve) => void nextFrame(resolve))

async function touch(type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', place?: Place) {
  isDown = place !== undefined
  const touchPoints = place ? [inWindow(place)] : []
  await devtools().send('Input.dispatchTouchEvent', { type, touchPoints })
  // The browser tells of a finger's way frame by frame.
  await frame()
  await frame()
}

/** One finger on the glass. Its events are the browser's own, with all that it makes of them. */
export const finger = {
  down: (place: Place) => touch('touchStart', place),
  move: (place: Place) => touch('touchMove', place),
  lift: () => touch('touchEnd'),
  /** The system takes the finger over: a gesture of its own, a call. */
  lose: () => touch('touchCancel'),
  /** Takes it off the glass after a test that has failed with it there. */
  away: async () => {
    if (isDown) await touch('touchCancel')
  }
}

/** Clicks as a mouse does: however slow the machine, a press and a release make a click. */
export async function click(place: Place): Promise<void> {
  const at = { ...inWindow(place), button: 'left', clickCount: 1 } as const
  await devtools().send('Input.dispatchMouseEvent', { ...at, type: 'mousePressed' })
  await devtools().send('Input.dispatchMouseEvent', { ...at, type: 'mouseReleased' })
}

/** Presses a key, or holds it so that it repeats. */
export async function keyDown(key: 'Enter' | ' ', { repeats = false } = {}): Promise<void> {
  const code = key === ' ' ? 'Space' : key
  const text = key === ' ' ? ' ' : '\r'
  const windowsVirtualKeyCode = key === ' ' ? 32 : 13
  await devtools().send('Input.dispatchKeyEvent', {
    type: 'keyDown',
    key,
    code,
    text,
    windowsVirtualKeyCode,
    autoRepeat: repeats
  })
}

export async function keyUp(key: 'Enter' | ' '): Promise<void> {
  const code = key === ' ' ? 'Space' : key
  await devtools().send('Input.dispatchKeyEvent', {
    type: 'keyUp',
    key,
    code,
    windowsVirtualKeyCode: key === ' ' ? 32 : 13
  })
}

/** Lets time stand still but for what a test lets pass: of all clocks that components go by. */
export function stopTime(now = Date.UTC(2026, 10, 24, 15)): void {
  vi.useFakeTimers({
    now,
    toFake: [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'requestAnimationFrame',
      'cancelAnimationFrame',
      'performance',
      'Date'
    ]
  })
}
