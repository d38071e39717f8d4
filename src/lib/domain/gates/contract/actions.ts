/**
 * The actions that a person may ask of a gate. PASS lets somebody through and closes again; LOCK, UNLOCK and POSTPONE
 * move nothing.
 */
export const gateActions = ['OPEN', 'CLOSE', 'STOP', 'PASS', 'LOCK', 'UNLOCK', 'POSTPONE'] as const
export type GateAction = (typeof gateActions)[number]

/** The reasons for opening a gate at once ("Mở khẩn cấp"): cấp cứu, cháy, sinh. */
export const emergencies = ['medical', 'fire', 'birth'] as const
export type Emergency = (typeof emergencies)[number]

/** The kinds of lock. `alarm` keeps a gate from being opened, `maintenance` from moving at all. */
export const lockKinds = ['alarm', 'maintenance'] as const
export type LockKind = (typeof lockKinds)[number]

/** Tells whether the gate itself moves for this action. */
export function moves(action: GateAction): boolean {
  return action === 'OPEN' || action === 'CLOSE' || action === 'PASS'
}

/** Tells whether the action lets somebody through. */
export function opens(action: GateAction): boolean {
  return action === 'OPEN' || action === 'PASS'
}

/** Tells whether the action decides the next movement of the gate's motor. */
export function movesOrStops(action: GateAction): boolean {
  return moves(action) || action === 'STOP'
}
