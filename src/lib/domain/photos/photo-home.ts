import * as v from 'valibot'
import type { PhotoHome } from '../database-names.ts'
import type { Envelope } from '../fact.ts'
import type { Photo } from './parts.ts'
import { photo as photoShape } from './shape.ts'
import { photosIn } from './named.ts'

/** Returns the photo database in which a fact's photos lie: those of incidents are evidence, all others pictures at gates. */
export const photoHomeOf = ({ unit, book, at }: Pick<Envelope, 'unit' | 'book' | 'at'>): PhotoHome => ({
  unit,
  place: book === 'incidents' ? 'evidence' : 'pictures',
  at: Date.parse(at)
})

const { sha256, type, bytes, parts } = photoShape.entries
const described = v.object({ sha256, type, bytes, parts })

/** Returns the photos that a fact describes whole, as phones keep them. */
export function photosOf(fact: Pick<Envelope, 'body'>): Photo[] {
  return photosIn([fact]).flatMap((named) => {
    const read = v.safeParse(described, named)
    return read.success ? [read.output] : []
  })
}
