/**
 * Stands in for RxDB's `utils-object-dot-prop`, see `scripts/rxdb-parts.ts`: reads the value at a path such as `_meta.lwt`. The
 * schemas here have no arrays and no dots in a name.
 */
export const getProperty = (object: unknown, path: string): unknown =>
  path.split('.').reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], object)
