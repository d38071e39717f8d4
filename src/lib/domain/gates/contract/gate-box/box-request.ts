import * as v from 'valibot'
import { deviceId, id, slug } from '../../../shapes.ts'
import { SealedBox } from '../../../transit/box.ts'
import type { CommandRefusal } from '../codes.ts'
import { nonce } from '../command.ts'
import { instant } from '../numbers.ts'
import { refuseWith, type Check, type CheckContext } from '../checks/check-context.ts'
import { forged, revoked, stale } from '../checks/proof-checks.ts'
import { maxBoxLetters, pieceLetters } from './box-limits.ts'

/** SHA-256 of a box's letters, base64url: its name. */
export const boxName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/))
/** Letters of a box: base64 of both kinds and the blanks between its parts. */
export const boxPiece = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/=_ -]+$/), v.maxLength(pieceLetters))
const offset = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxBoxLetters))
export const boxSize = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maxBoxLetters))

const common = {
  v: v.literal(1),
  id,
  unit: slug,
  gate: slug,
  /** Times of signing and of expiry, Unix ms of the agent's clock as the phone knows it. */
  iat: instant,
  exp: instant,
  actor: slug,
  /** RFC 7638 thumbprint of the signing key. */
  key: deviceId,
  nonce: v.optional(nonce)
}

/**
 * The signed body of a phone's request to the box at a gate: `leave` a piece of a sealed box, which begins at the letter
 * `from`; `list` the boxes that others left, those after a name; `take` the piece that begins there. `to`: the key that the
 * box is sealed to. It moves nothing, and can never be read as a command. Each piece bears the name of the whole, so that
 * to send one twice changes nothing.
 */
export const BoxRequest = v.pipe(
  v.variant('box', [
    v.strictObject({
      ...common,
      box: v.literal('leave'),
      name: boxName,
      to: deviceId,
      size: boxSize,
      from: offset,
      text: boxPiece
    }),
    v.strictObject({ ...common, box: v.literal('list'), after: v.optional(boxName) }),
    v.strictObject({ ...common, box: v.literal('take'), name: boxName, from: offset })
  ]),
  v.check(({ iat, exp }) => exp > iat)
)
export type BoxRequest = v.InferOutput<typeof BoxRequest>

/**
 * Returns what of a box travels and names it: the unit and the key are known at both ends. The id of the phone that sealed it
 * comes first, so that an agent knows from the first piece in whose name it is.
 */
export const boxLetters = ({ enc, sealed, device, sig }: Omit<SealedBox, 'unit' | 'key'>): string =>
  [device, sig, enc, sealed].join(' ')

/** Reads what `boxLetters` returned; null for other letters. */
export function boxIn(letters: string, { unit, key }: Pick<SealedBox, 'unit' | 'key'>): SealedBox | null {
  const [device, sig, enc, sealed] = letters.split(' ')
  const box = v.safeParse(SealedBox, { unit, key, enc, sealed, device, sig })
  return box.success && boxLetters(box.output) === letters ? box.output : null
}

type BoxContext = Pick<CheckContext, 'signed' | 'holder' | 'now' | 'challenges'>

/** Refuses the key of a locked phone, which only closes, and a machine; whoever is of the unit may, whatever they are at that gate. */
const notPersons: Check<unknown, BoxContext> = (_, { holder: { use, roles } }) => {
  if (use === 'alarm') return refuseWith('NOT_ALLOWED', { why: 'alarm-key' })
  return roles.includes('agent') ? refuseWith('NOT_ALLOWED', { why: 'role' }) : null
}

const checks: readonly Check<BoxRequest, BoxContext>[] = [forged, revoked, stale, notPersons]

/** Returns the refusal of a request; null: it may be answered. */
export function refuseBoxRequest(request: BoxRequest, world: BoxContext): CommandRefusal | null {
  for (const check of checks) {
    const verdict = check(request, world)
    if (verdict?.verdict === 'refused') return verdict.refusal
  }
  return null
}
