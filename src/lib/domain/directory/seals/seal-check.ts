import * as v from 'valibot'
import { count, id, sha256, signature, slug } from '../../shapes.ts'

/** Facts about which a machine may ask at once. */
export const maxSealsAsked = 100

/** Holds what a server's seal covers of a fact. */
const sealed = v.object({ id, sig: signature, via: v.optional(slug), took: count, seal: sha256 })

/** A machine at a gate asks which facts of its unit bear the server's seal: it has no key to tell by itself. */
export const SealCheck = v.object({
  unit: slug,
  facts: v.pipe(v.array(sealed), v.maxLength(maxSealsAsked))
})
export type SealCheck = v.InferOutput<typeof SealCheck>

/** The ids of those that do. */
export const SealCheckAnswer = v.object({ right: v.array(id) })
