import { hash } from 'node:crypto'
import { barredAt } from '#lib/domain/devices/barring.ts'
import { certificateAt } from '#lib/domain/directory/certificates.ts'
import { deviceOf, type Directory } from '#lib/domain/directory/directory.ts'
import { rolesInForce } from '#lib/domain/directory/role-ends.ts'
import { partBytes, partDocument } from '#lib/domain/photos/parts.ts'
import { photoRights } from '#lib/domain/roles.ts'
import { partText, type BoxedPart } from '#lib/domain/transit/box.ts'
import { verifySignature } from '../signature.ts'

interface FitPart {
  doc: ReturnType<typeof partDocument>
  /** `<unit>:<role>` of the phone that took the photo, as of then. */
  roles: readonly string[]
}

/**
 * Judges a part of a photo that came sealed: an approved phone of its author must have signed for it, that might add to
 * those photos when it was taken, and was not revoked then.
 * @returns `no-part` for what can never be one; null where the directory does not allow it, or not yet
 */
export async function judgeBoxedPart(
  unit: string,
  part: BoxedPart,
  known: Directory,
  now: number
): Promise<FitPart | 'no-part' | null> {
  const bytes = Buffer.from(part.data, 'base64')
  if (bytes.length > partBytes || bytes.toString('base64') !== part.data) return 'no-part'
  const device = deviceOf(known, part.by, part.device)
  if (!device?.admitted) return null
  const sha256 = hash('sha256', bytes, 'base64url')
  if (!(await verifySignature(device.key, partText(unit, part, sha256), part.sig))) return 'no-part'
  const at = Math.min(part.at, now)
  if (barredAt(known.barrings, part.by, part.device, at)) return null
  const certified = certificateAt(device.certificates, at)?.roles ?? []
  const held = rolesInForce(known.roleEnds, part.by, certified, at)
  if (!held.some((role) => photoRights[part.place].writers.includes(role))) return null
  return {
    doc: partDocument(sha256, part.by, part.data),
    roles: held.map((role) => `${unit}:${role}`)
  }
}
