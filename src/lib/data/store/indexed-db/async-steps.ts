/**
 * Stands in for `tslib`, with which RxJS reads async iterables and streams as observables: see `scripts/rxdb-parts.ts`. None
 * of either reaches it here, so they are refused.
 */
const refused = (): never => {
  throw new Error('RxJS reads no stream here')
}
export const __awaiter = refused
export const __asyncValues = refused
export const __asyncGenerator = refused
export const __await = refused
