import type { Shown } from './state.ts'

/** How long the end of a run is news, ms. */
const newsMs = 60_000
/** Share of the measured travel by which a run may exceed it before it is told as slow: cold grease, a low battery. */
const slack = 0.15

/** Tells the time left of a gate's run, that it takes longer than measured, or how long it took, ms. */
export type RunNews = { is: 'running'; leftMs: number } | { is: 'late' } | { is: 'over'; tookMs: number }

/**
 * Returns what there is to tell of a gate's run; null: nothing, since nobody measured its travel, its controller only
 * estimates, or it ended more than a minute ago. Only a fresh report has a run.
 */
export function runNews(shown: Shown): RunNews | null {
  if (shown.kind !== 'fresh' || shown.assumed || !shown.state.run) return null
  const { motion, ageMs } = shown
  const { run, travelMs } = shown.state
  const isMoving = motion === 'opening' || motion === 'closing'
  if (isMoving !== (run.endedMs === undefined) || motion === 'stopped') return null
  if (run.endedMs !== undefined) return run.endedMs + ageMs <= newsMs ? { is: 'over', tookMs: run.ms } : null
  if (travelMs === undefined) return null
  const ranMs = run.ms + ageMs
  if (ranMs > travelMs * (1 + slack)) return { is: 'late' }
  return { is: 'running', leftMs: Math.max(0, travelMs - ranMs) }
}
