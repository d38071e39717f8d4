import { createSubscriber } from 'svelte/reactivity'

/** How often ages on a screen are told anew, ms. */
const tickMs = 20_000

/**
 * Returns a clock for screens: what a component derives from it is derived anew every 20 s, so that ages beside each
 * other change together. Elsewhere it only tells the time.
 * @param now Unix ms
 */
export function ticking(now: () => number): () => number {
  const tick = createSubscriber((update) => {
    const ticker = setInterval(update, tickMs)
    return () => clearInterval(ticker)
  })
  return () => {
    tick()
    return now()
  }
}
