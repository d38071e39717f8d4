/** Yields the current task, so that taps and frames come first; unlike a timer it is never throttled to a second. */
export function yieldToBrowser(): Promise<void> {
  // Older browsers and Node have no such scheduler.
  if (typeof scheduler === 'object' && typeof scheduler.yield === 'function') return scheduler.yield()
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
