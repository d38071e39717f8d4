import * as v from 'valibot'

/** UUID version 7 in lower case, RFC 9562: sorts by the time of recording. */
export const id = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
)

/** An opaque name (account, gate, unit): it must not name a person, since it is stored in clear. */
export const slug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/), v.maxLength(64))

/** `kind/id`: the subject of a fact. */
export const stream = v.pipe(v.string(), v.regex(/^[a-z]+\/[A-Za-z0-9_.-]{1,64}$/))

/** The same where a phone makes the id: a UUID version 7, which is no other word of an address or of a program. */
export const streamOfId = v.pipe(
  stream,
  v.check((text) => v.is(id, text.slice(text.indexOf('/') + 1)))
)

/** RFC 7638 thumbprint (SHA-256, base64url) of a device's public key. */
export const deviceId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))

/** 64 bytes r‖s of ECDSA P-256, base64url; its last letter holds two bits, so that one signature is one text. */
export const signature = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{85}[AQgw]$/))

/** A phone number as people write it: 3 to 15 digits, single blanks between them, a leading plus for numbers abroad. */
export const phone = v.pipe(v.string(), v.regex(/^\+?\d(?: ?\d){2,14}$/))

export const isPhone = (text: string) => v.is(phone, text)

/** The address of a broker beside a gate: `wss://cong01.example.vn:8883`, or `ws://` on this machine alone. */
export const localUrl = v.pipe(
  v.string(),
  v.maxLength(200),
  v.regex(
    /^(wss:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|ws:\/\/127\.0\.0\.1)(?::\d{1,5})?(?:\/[A-Za-z0-9._~/-]*)?$/
  )
)

export const isLocalUrl = (text: string) => v.is(localUrl, text)

/** 1, 2, 3 … */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

/** ISO 8601, UTC, with milliseconds; the date must exist. */
export const isoTime = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  v.check((text) => Number.isFinite(Date.parse(text)) && new Date(text).toISOString() === text),
  v.metadata({ kind: 'time' })
)

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00.000Z`)
  return Number.isFinite(date.getTime()) && date.toISOString().slice(0, 10) === text
}

/** A calendar day that exists, `2026-11-24`. */
export const day = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\d$/),
  v.check(isDay),
  v.metadata({ kind: 'day' })
)

/** A calendar day, or a month where the day is not known: `2022-11`. Both sort as text. */
export const dayOrMonth = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d(-\d\d)?$/),
  v.check((text) => isDay(`${text}-01`.slice(0, 10)))
)

/** SHA-256 of some bytes, or an HMAC with it, base64url. */
export const sha256 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?:[^\uD800-\uDBFF]|^)[\uDC00-\uDFFF]/
// C0 and C1 controls except tab and line ends, and characters that change the direction of writing: all are invisible.
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/
const invisible = /[\s\u200B-\u200F\u2060-\u2064\uFEFF\u3164]/g

/** Tells whether every surrogate has its pair (`String.isWellFormed` is newer than CouchDB's engine). */
export const isWellFormed = (text: string) => !loneSurrogate.test(text)

/** Tells whether a text contains anything visible besides blanks and zero-width characters. */
export const isVisible = (text: string) => text.replace(invisible, '') !== ''

/** Removes the control characters that pasting brings along. */
export const withoutControls = (text: string) => text.replace(new RegExp(control, 'g'), '')

/**
 * A person's own words: visible, at most `max` UTF-16 units, well-formed, in NFC, no control characters except tab and
 * line ends.
 */
export const freeText = (max: number) =>
  v.pipe(
    v.string(),
    v.maxLength(max),
    v.check((text) => isVisible(text) && isWellFormed(text) && !control.test(text)),
    v.check((text) => text === text.normalize('NFC')),
    v.metadata({ kind: 'words' })
  )
