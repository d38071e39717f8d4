/** Throws a problem on, as the one error by which the app knows a full disk where a storage library wraps that in its own. */
export function throwIfDiskFull(problem: unknown): never {
  if (isDiskFull(problem)) throw new DOMException('the phone is full', 'QuotaExceededError')
  throw problem
}

/** Dexie keeps what the browser said in `inner` and in its message, PouchDB in `reason`. */
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
