/** Stands in for RxDB's `rx-query-mingo` and Mingo's `util`: see `scripts/rxdb-parts.ts`. */

type Comparison = (value: unknown, wanted: unknown) => boolean

/** Compares as IndexedDB sorts; of two kinds neither is before the other. */
const isBefore: Comparison = (a, b) =>
  typeof a === typeof b && (a as string | number | boolean) < (b as string | number | boolean)

const comparisons: Readonly<Record<string, Comparison>> = {
  $eq: (value, wanted) => value === wanted,
  $in: (value, wanted) => (wanted as unknown[]).includes(value),
  $gt: (value, wanted) => isBefore(wanted, value),
  $gte: (value, wanted) => value === wanted || isBefore(wanted, value),
  $lt: (value, wanted) => isBefore(value, wanted),
  $lte: (value, wanted) => value === wanted || isBefore(value, wanted)
}

/**
 * Tells which documents a normalised selector of a store's queries matches: fields that are texts, numbers or truth
 * values, each with one or more of six comparisons, all of which must hold.
 * @throws at any other operator, of Mongo's many
 */
export function getMingoQuery(selector: Readonly<Record<string, object>> = {}): {
  test(document: object): boolean
} {
  const tests = Object.entries(selector).flatMap(([field, conditions]) =>
    Object.entries(conditions).map(([operator, wanted]) => {
      const holds = comparisons[operator]
      if (!holds || field.startsWith('$')) throw new Error(`no query knows ${field} ${operator}`)
      return (document: object) => holds(document[field as never], wanted)
    })
  )
  return { test: (document) => tests.every((holds) => holds(document)) }
}

/** Sorts two values that are not of one kind, as IndexedDB does. */
export const compare = (a: IDBValidKey, b: IDBValidKey): number => indexedDB.cmp(a, b)
