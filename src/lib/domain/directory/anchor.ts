import type { Envelope } from '../fact.ts'
import { rootAccount } from '../roles.ts'

/** Tells whether a root of that id introduces itself. */
export const isRootEnrolment = ({ type, by, device }: Envelope, root: string | null): boolean =>
  type === 'directory.device-enrolled' && by === rootAccount && device === root

/**
 * Returns the id of a unit's root key. Where no session has named it, takes the root that the server itself introduced last:
 * no member can write as that account, and what somebody carries does not count here.
 * @param pinned id that a phone or agent received when it enrolled
 */
export function anchorOf(pinned: string | null, facts: readonly Envelope[]): string | null {
  if (pinned !== null) return pinned
  const introduced = facts
    .filter((fact) => isRootEnrolment(fact, fact.device) && fact.via === undefined)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  return introduced.at(-1)?.device ?? null
}
