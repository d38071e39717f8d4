import { firstIdAt } from '#lib/domain/uuid.ts'
import type { ComparedClock, Source } from '#lib/ports/ports.ts'

/**
 * What was recorded within the last `back` ms, by `open` from an id on; read anew where the clock turns back, or nothing
 * that is recorded from then on would lie in it.
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
