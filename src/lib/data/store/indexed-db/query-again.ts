/** Stands in for RxDB's `event-reduce`, see `scripts/rxdb-parts.ts`: a live query asks again after each change. */
export const calculateNewResults = (): { runFullQueryAgain: true } => ({ runFullQueryAgain: true })
