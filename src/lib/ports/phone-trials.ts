import type { TrialRefusal, Wakefulness } from '#lib/domain/devices/wakefulness.ts'

/**
 * Why the server said nothing of phones, or tried none. `unreachable`: it takes a network; `signed-out`: the server wants this
 * phone's own password; `not-offered`: it sends no pushes; `too-soon`: that phone was tried a moment ago; `trouble`: the
 * server answered something unusable.
 */
export interface NotTried {
  code: TrialRefusal | 'unreachable' | 'signed-out' | 'not-offered' | 'too-soon' | 'trouble'
}

export type WakeOutcome = { code: 'ok'; phones: readonly Wakefulness[] } | NotTried
/** `tookMs`: how long the phone's answer took; null: it has not answered while the server waited. */
export type TrialOutcome = { code: 'ok'; tookMs: number | null } | NotTried

/** Asks the server whether phones ring while their apps are closed: this account's and, for a commander, those of the unit. */
export interface PhoneTrials {
  list(): Promise<WakeOutcome>
  /** Rings one phone and waits up to twenty seconds for its answer. */
  tryOut(account: string, device: string): Promise<TrialOutcome>
}
