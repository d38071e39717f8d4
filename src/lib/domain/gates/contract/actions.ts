/** What a person may ask of a gate. PASS lets somebody through and closes again; LOCK, UNLOCK and POSTPONE move nothing. */
export const gateActions = ['OPEN', 'CLOSE', 'STOP', 'PASS', 'LOCK', 'UNLOCK', 'POSTPONE'] as const
export type GateAction = (typeof gateActions)[number]

/** Why a gate may be opened at once ("Mở khẩn cấp"): cấp cứu, cháy, sinh. */
export const emergencies = ['medical', 'fire', 'birth'] as const
export type Emergency = (typeof emergencies)[number]

/** `alarm` keeps a gate from being opened, `maintenance` from moving at all. */
export const lockKinds = ['alarm', 'maintenance'] as const
export type LockKind = (typeof lockKinds)[number]

/** Does the gate itself move for this? */
export function moves(action: GateAction): boolean {
  return action === 'OPEN' || action === 'CLOSE' || action === 'PASS'
}

/** Does it let anybody through? */
export function opens(action: GateAction): boolean {
  return action === 'OPEN' || action === 'PASS'
}

/** Does it say what the gate's motor does next? */
export function movesOrStops(action: GateAction): boolean {
  return moves(action) || action === 'STOP'
}
