import * as v from 'valibot'

/** The largest envelope of any kind, in bytes of UTF-8. */
export const maxEnvelopeBytes = 8 * 1024

/** 64 bytes in canonical base64url: the last letter carries four unused bits, which must be 0. */
const signature = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{85}[AQgw]$/))

/** `p` is a JSON text, `s` the ECDSA P-256 signature over exactly its UTF-8 bytes; no other form of it is signed. */
export const SignedText = v.strictObject({ p: v.string(), s: signature })
export type SignedText = v.InferOutput<typeof SignedText>

/** The content of an envelope, beside the text and the signature that have yet to be verified. */
export interface Opened<Body> {
  body: Body
  signed: SignedText
}

/**
 * Reads an MQTT payload as an envelope around such a body; null when it is not one, or too large. Does not verify the
 * signature.
 */
export function opened<Schema extends v.GenericSchema>(
  payload: string,
  schema: Schema
): Opened<v.InferOutput<Schema>> | null {
  if (payload.length > maxEnvelopeBytes || byteLength(payload) > maxEnvelopeBytes) return null
  const envelope = v.safeParse(SignedText, json(payload))
  if (!envelope.success) return null
  const body = v.safeParse(schema, json(envelope.output.p))
  return body.success ? { body: body.output, signed: envelope.output } : null
}

/** Returns the payload made of a text and its signature. */
export function sealed({ p, s }: SignedText): string {
  return JSON.stringify({ p, s })
}

const byteLength = (text: string) => new TextEncoder().encode(text).length

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
