import type { Stretching } from '#lib/data/keys/argon2.ts'
import type { Cost } from '#lib/data/keys/cost.ts'
import { watchBlocks } from './blocks.ts'
import { forgetSteps, noteSteps, stepsOf, type SaveSteps } from './save-steps.ts'
import { countStored } from './stored.ts'

/** Added to the built app's page from outside, to see what a person would see; the app knows nothing of it. */
export type Watch = typeof watch
const watch = {
  stored: countStored,
  /** Watches out for `text`, from the next tap on; `saving` tells when it has come, and each step before. */
  expect(text: string): void {
    watch.saving = saved(text)
  },
  saving: null as Promise<SaveSteps> | null,
  unlock,
  unlockList,
  /** Tells the longest task since the last time it was asked, ms. */
  longestBlock() {
    const longest = endWatch()
    endWatch = watchBlocks()
    return longest
  },
  /** Set by a script that unlocks on its own. */
  unlocking: null as ReturnType<typeof unlock> | null,
  /** Holds the cost of the last derivation of a key from a PIN: paid on purpose, and in a worker. */
  derived: null as { cost: Cost; ms: number; endedAt: number } | null
}
let endWatch = watchBlocks()
Object.assign(globalThis, { watch })
noteSteps()

/** From the next tap to the frame in which `text` has come on the screen. */
async function saved(text: string): Promise<SaveSteps> {
  forgetSteps()
  const tapped = new Promise<number>((resolve) =>
    addEventListener('click', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true })
  )
  await appears((root) => root.textContent?.includes(text) === true)
  const inPage = performance.now()
  await uncovered()
  const uncoveredAt = performance.now()
  const shown = await painted()
  return stepsOf({ tapped: await tapped, inPage, uncovered: uncoveredAt, shown })
}

/**
 * Types the PIN as soon as its pad is there, and waits for the first screen: as it was seen last, then live, with the
 * number of gates that were noted as open.
 * @returns ms since the start of the navigation: until the pad, until a first screen is there, and until the live one is
 */
async function unlock(
  pin: string,
  isLive = () => document.querySelector('main a[href="/gates"] b') !== null
): Promise<{ padMs: number; ms: number; liveMs: number }> {
  await appears(() => document.querySelector('.pin .keys button:enabled') !== null)
  const padMs = performance.now()
  for (const key of pin) dispatchEvent(new KeyboardEvent('keydown', { key }))
  await appears(() => isLive() || document.querySelector('.seen .age') !== null)
  const ms = await painted()
  if (!isLive()) await appears(isLive)
  return { padMs, ms, liveMs: await painted() }
}

/** Unlocks a list, likewise: live once rows of its own stand in the page. */
function unlockList(pin: string) {
  return unlock(pin, () => document.querySelector('main li a') !== null)
}

/** Times every derivation of a key that the page asks a worker for. */
globalThis.Worker = class extends Worker {
  override postMessage(message: Partial<Stretching>, ...rest: unknown[]): void {
    const { cost } = message
    const began = performance.now()
    const answered = () =>
      (watch.derived = { cost: cost!, ms: performance.now() - began, endedAt: performance.now() })
    if (cost) this.addEventListener('message', answered, { once: true })
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker takes no target origin
    super.postMessage(message, ...(rest as []))
  }
}

/** Resolves when no form lies over the page any more. */
function uncovered(): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(look)
    function look() {
      if (document.querySelector('main .over:not([hidden])')) return
      observer.disconnect()
      resolve()
    }
    observer.observe(document, { attributeFilter: ['hidden'], childList: true, subtree: true })
    look()
  })
}

/** Resolves when something put into the page makes `isThere` true, with that. */
function appears(isThere: (root: Node) => boolean): Promise<Node> {
  return new Promise((resolve) => {
    const observer = new MutationObserver((records) => {
      const touched = records.flatMap(({ target, addedNodes }) => [
        ...(target instanceof Text ? [target] : []),
        ...addedNodes
      ])
      const found = touched.find(isThere)
      if (!found) return
      observer.disconnect()
      resolve(found)
    })
    observer.observe(document, { childList: true, characterData: true, subtree: true })
  })
}

/** The end of the frame that is drawn next, ms since the start of the navigation. */
function painted(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => resolve(performance.now()))
      port1.start()
      port2.postMessage(null)
    })
  })
}
