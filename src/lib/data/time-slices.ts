import type { WorkSlices } from '#lib/ports/work-slices.ts'
import { yieldToBrowser } from './yield-to-browser.ts'

/** How long a slice of work takes, ms: with the frame that is drawn after it, well below the 50 ms of a long task. */
const slice = 10

/** Begins slices by time, not by number: a slow phone does less in each. */
export function timeSlices(): WorkSlices {
  let end = performance.now() + slice
  return {
    get isOver() {
      return performance.now() >= end
    },
    async next() {
      await yieldToBrowser()
      end = performance.now() + slice
    }
  }
}
