import { firstIdAt } from '#lib/domain/uuid.ts'
import type { ComparedClock, Source } from '#lib/ports/ports.ts'

/**
 * Reads what was recorded within the last `back` ms, through `open`, which takes the first id. Reads again when the
 * clock is set back: otherwise nothing recorded from then on would be in range.
 */
export function recentFacts<T>(
  clock: Pick<ComparedClock, 'now' | 'onTurnBack'>,
  back: number,
  open: (fromId: string) => Source<T>
): Source<T> {
  return {
    subscribe(observer) {
      const read = () => open(firstIdAt(clock.now() - back)).subscribe(observer)
      let reading = read()
      const leave = clock.onTurnBack(() => {
        reading.unsubscribe()
        reading = read()
      })
      return {
        unsubscribe() {
          leave()
          reading.unsubscribe()
        }
      }
    }
  }
}
