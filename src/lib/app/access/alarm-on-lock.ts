import { gateKeepers, rolesIn, unitsOf } from '#lib/domain/roles.ts'
import type { Identity } from '#lib/ports/keys.ts'

/** Tells whether an account may raise the alarm once its notebook is open, by its roles as the server named them last. */
export const mayStartAlarm = ({ roles }: Identity): boolean =>
  unitsOf(roles).some((unit) => rolesIn(unit, roles).some((role) => gateKeepers.includes(role)))
