/**
 * Watches the main thread from now on.
 * @returns ends the watch and tells the longest task since, ms; 0 when none took 50 ms, below which browsers do not tell
 */
export function watchBlocks(): () => number {
  const entries: PerformanceEntry[] = []
  const observer = new PerformanceObserver((list) => void entries.push(...list.getEntries()))
  observer.observe({ type: 'longtask' })
  return () => {
    entries.push(...observer.takeRecords())
    observer.disconnect()
    return Math.max(0, ...entries.map(({ duration }) => duration))
  }
}
