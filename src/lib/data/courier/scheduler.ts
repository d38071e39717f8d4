/** Timers and browser signals; injected, so that a test controls the time. */
export interface Scheduler {
  /** Runs once after `ms`; returns a function that cancels it. */
  after(ms: number, run: () => void): () => void
  /** Tells whether somebody may be looking. */
  visible(): boolean
  /** Runs when the network returns or the app becomes visible; returns a function that stops listening. */
  onWake(run: () => void): () => void
  /** 0 ≤ x < 1 */
  chance(): number
}

export const browserScheduler: Scheduler = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  visible: () => document.visibilityState === 'visible',
  onWake(run) {
    const seen = () => document.visibilityState === 'visible' && run()
    addEventListener('online', run)
    document.addEventListener('visibilitychange', seen)
    return () => {
      removeEventListener('online', run)
      document.removeEventListener('visibilitychange', seen)
    }
  },
  chance: () => Math.random()
}

/**
 * Reports each time whether somebody may be looking now, and whether that is a reason to wake: the network has returned, or
 * the app became visible. @returns a function that stops listening
 */
export function watchPage(told: (visible: boolean, wakes: boolean) => void): () => void {
  const { visible, onWake } = browserScheduler
  const hidden = () => visible() || told(false, false)
  document.addEventListener('visibilitychange', hidden)
  const sleep = onWake(() => told(visible(), true))
  return () => {
    document.removeEventListener('visibilitychange', hidden)
    sleep()
  }
}

/** Runs once after `ms`, or as soon as the network returns or the app becomes visible; returns a function that cancels it. */
export function wakeOrAfter(
  { after, onWake }: Pick<Scheduler, 'after' | 'onWake'>,
  ms: number,
  run: () => void
): () => void {
  const cancel = () => cancels.forEach((one) => one())
  const once = () => {
    cancel()
    run()
  }
  const cancels = [after(ms, once), onWake(once)]
  return cancel
}

const visiblePoll = 2_000
/** Interval between exchanges while the bell is connected, ms: it checks that the bell still rings. */
const belledPoll = 30 * 60_000
const hiddenPoll = 5 * 60_000
const longestBackOff = 5 * 60_000
/** Longest backoff while the app is visible and nobody answers, ms: the signal may have come back unnoticed. */
const longestUnreached = 30_000

/**
 * Returns the delay before the next exchange, ms: short while visible, long when hidden, with exponential backoff after
 * failures; never shorter than the server asked. A quarter of it is random, which keeps a commune's phones from asking
 * in step.
 * @param belled a bell rings when there is something new
 * @param unreached nobody answered last: asking again costs no server anything
 */
export function nextPause(
  beat: Scheduler,
  failures: number,
  afterMs: number,
  { belled = false, unreached = false } = {}
): number {
  const visible = beat.visible()
  const unbelled = visible ? visiblePoll : hiddenPoll
  const longest = visible && unreached ? longestUnreached : longestBackOff
  const rhythm = belled && failures === 0 ? belledPoll : unbelled
  const wanted = Math.max(rhythm, Math.min(longest, visiblePoll * 2 ** failures * Number(failures > 0)))
  return Math.max(afterMs, wanted) * (1 + beat.chance() / 4)
}
