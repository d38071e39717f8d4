/**
 * Rethrows an error, turning a full disk that a storage library has wrapped into the one error by which the app knows
 * it.
 */
export function throwIfDiskFull(problem: unknown): never {
  if (isPhoneFull(problem)) throw new DOMException('the phone is full', 'QuotaExceededError')
  throw problem
}

/** Tells whether a phone without room is the reason. PouchDB keeps the browser's error in `reason`. */
export function isPhoneFull(problem: unknown): boolean {
  const { name, message, reason } = problem as { name?: string; message?: string; reason?: unknown }
  return `${name} ${message} ${reason}`.includes('QuotaExceeded')
}
