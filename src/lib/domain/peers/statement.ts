import * as v from 'valibot'
import { count, deviceId, isoTime, slug } from '../shapes.ts'
import { bundleLimits } from './bundle/limits.ts'

/** Says who hands a bundle to whom. Its sender's phone signs it together with what it is about, see `statementText`. */
export const BundleStatement = v.strictObject({
  /** The account that takes the bundle in: only for it was judged what may lie open in it. */
  to: slug,
  by: slug,
  device: deviceId,
  /** When it was made, as its sender says. */
  at: isoTime,
  /** Bytes of the contents before compression. */
  size: v.pipe(count, v.maxValue(bundleLimits.contents))
})
export type BundleStatement = v.InferOutput<typeof BundleStatement>

/** Names what a statement is about besides its own words. */
interface Subject {
  unit: string
  /** A number that is used once, base64url: it makes the key of the bundle too. */
  nonce: string
  /** The statement, letter by letter as it is in the bundle. */
  statement: string
  /** SHA-256 of the contents as compressed, base64url. */
  hash: string
}

/** Returns the text that a sender's phone signs. It begins as nothing else does that a phone signs. */
export const statementText = ({ unit, nonce, statement, hash }: Subject): string =>
  `so-tay-antt bundle ${unit} ${nonce} ${hash} ${statement}`

/** Returns the statement in a text; null when it is none. */
export function statementIn(text: string): BundleStatement | null {
  try {
    const read = v.safeParse(BundleStatement, JSON.parse(text))
    return read.success ? read.output : null
  } catch {
    return null
  }
}
