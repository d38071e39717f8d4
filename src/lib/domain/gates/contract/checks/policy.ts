import * as v from 'valibot'
import { roles, type Role } from '../../../roles.ts'
import type { GateAction } from '../actions.ts'
import { Hours } from '../hours.ts'
import { whole } from '../numbers.ts'

const someRoles = v.array(v.picklist(roles))

/** What a commune has decided for one gate. */
export const Policy = v.strictObject({
  /** Who may ask for what; STOP is everybody's. */
  may: v.strictObject({
    OPEN: someRoles,
    CLOSE: someRoles,
    PASS: someRoles,
    LOCK: someRoles,
    UNLOCK: someRoles,
    POSTPONE: someRoles
  }),
  /** Who may see what the camera sees. */
  look: someRoles,
  /** When nobody opens, a single passage included; an emergency does. */
  closedHours: v.nullable(Hours),
  /** When two persons open together; PASS needs no second, since the gate closes again. */
  twoPersons: v.nullable(Hours),
  /** May an emergency open past closed hours, second person and alarm? */
  emergency: v.boolean(),
  /** How old the picture may be by which somebody opens, ms. Without one he has to say so and why. */
  maxFrameAgeMs: whole
})
export type Policy = v.InferOutput<typeof Policy>

const police: Role[] = ['commander', 'officer']
const night: Hours = { from: '22:00', to: '05:00' }

/** Closing is everybody's who is on duty, opening the most deliberate. */
export const defaultPolicy: Policy = {
  may: {
    OPEN: [...police, 'keeper'],
    CLOSE: [...police, 'keeper', 'hamlet'],
    PASS: [...police, 'keeper'],
    LOCK: police,
    UNLOCK: police,
    POSTPONE: police
  },
  look: [...police, 'keeper', 'hamlet'],
  closedHours: null,
  twoPersons: night,
  emergency: true,
  maxFrameAgeMs: 5_000
}

/** May somebody in these roles see the camera's picture? */
export function mayLook({ look }: Policy, held: readonly Role[]): boolean {
  return held.some((role) => look.includes(role))
}

/** May somebody in these roles ask for it? */
export function mayAsk({ may }: Policy, action: GateAction, held: readonly Role[]): boolean {
  return action === 'STOP' || held.some((role) => may[action].includes(role))
}
