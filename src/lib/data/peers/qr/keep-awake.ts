import type { Stoppable } from '#lib/ports/peers.ts'

/** Keeps the screen awake; the browser lets go of it whenever the page is hidden, so it is asked again. */
export function keepAwake(): Stoppable {
  let lock: WakeLockSentinel | null = null
  let over = false
  const ask = async () => {
    if (document.hidden) return
    lock = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null
    if (over) await lock?.release()
  }
  document.addEventListener('visibilitychange', ask)
  void ask()
  return {
    stop() {
      over = true
      document.removeEventListener('visibilitychange', ask)
      void lock?.release()
    }
  }
}
