import * as v from 'valibot'
import { gateKeepers, police, roles, type Role } from '../../../roles.ts'
import type { GateAction } from '../actions.ts'
import { Hours } from '../hours.ts'
import { whole } from '../numbers.ts'

const someRoles = v.array(v.picklist(roles))

/** A commune's decisions about one gate. */
export const Policy = v.strictObject({
  /** The roles that may ask for each action; everybody may ask for STOP. */
  may: v.strictObject({
    OPEN: someRoles,
    CLOSE: someRoles,
    PASS: someRoles,
    LOCK: someRoles,
    UNLOCK: someRoles,
    POSTPONE: someRoles
  }),
  /** The roles that may see the camera's picture. */
  look: someRoles,
  /** Hours in which nobody opens, not even for a single passage; an emergency does. */
  closedHours: v.nullable(Hours),
  /** Hours in which opening takes two persons; PASS needs no second one, since the gate closes again. */
  twoPersons: v.nullable(Hours),
  /** True when an emergency may open past closed hours, second person and alarm. */
  emergency: v.boolean(),
  /** Greatest age of the picture by which somebody opens, ms. Without a picture they have to say so and give a reason. */
  maxFrameAgeMs: whole
})
export type Policy = v.InferOutput<typeof Policy>

const night: Hours = { from: '22:00', to: '05:00' }

/** Everybody on duty may close; opening is the most restricted action. */
export const defaultPolicy: Policy = {
  may: {
    OPEN: [...police, 'keeper'],
    CLOSE: [...gateKeepers],
    PASS: [...police, 'keeper'],
    LOCK: [...police],
    UNLOCK: [...police],
    POSTPONE: [...police, 'keeper']
  },
  look: [...gateKeepers],
  closedHours: null,
  twoPersons: night,
  emergency: true,
  maxFrameAgeMs: 5_000
}

/** Tells whether somebody in these roles may see the camera's picture. */
export function mayLook({ look }: Policy, held: readonly Role[]): boolean {
  return held.some((role) => look.includes(role))
}

/** Tells whether somebody in these roles may ask for an action. */
export function mayAsk({ may }: Policy, action: GateAction, held: readonly Role[]): boolean {
  return action === 'STOP' || held.some((role) => may[action].includes(role))
}
