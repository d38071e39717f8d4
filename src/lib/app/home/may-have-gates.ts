import type { Directory } from '#lib/domain/directory/directory.ts'

/** Tells whether a unit may have gates: before its books have come nobody knows, and it counts as one that has. */
export const mayHaveGates = ({ unit, gates }: Pick<Directory, 'unit' | 'gates'>): boolean =>
  unit === null || gates.size > 0
