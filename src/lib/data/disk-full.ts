/**
 * Rethrows an error, turning a full disk that a storage library has wrapped into the one error by which the app knows
 * it.
 */
export function throwIfDiskFull(problem: unknown): never {
  if (isDiskFull(problem)) throw new DOMException('the phone is full', 'QuotaExceededError')
  throw problem
}

/** Dexie keeps the browser's error in `inner` and in its message, PouchDB in `reason`. */
function isDiskFull(problem: unknown): boolean {
  for (let cause = problem as Wrapped | undefined; cause; cause = cause.inner)
    if (`${cause.name} ${cause.message} ${cause.reason}`.includes('QuotaExceeded')) return true
  return false
}

interface Wrapped {
  name?: string
  message?: string
  reason?: unknown
  inner?: Wrapped
}
