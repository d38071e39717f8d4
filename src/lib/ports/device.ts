import type { Silence, TrialRefusal, Wakefulness } from '#lib/domain/devices/wakefulness.ts'
import type { Position } from '#lib/domain/incidents/facts.ts'
import type { FigureKeeper } from './figures.ts'
import type { Session } from './session.ts'
import type { WorkSlices } from './work-slices.ts'

/**
 * The services of the phone and its browser, except storage and network. The code of each opener loads when it is
 * called.
 */
export interface DevicePorts {
  /** Returns a name by which the owner recognises this phone, at most 80 characters. */
  deviceLabel(): Promise<string>
  /** Asks the phone where it is. `denied`: its owner has not allowed it; `timeout`: it found no position in time. */
  locate(): Promise<Position | { code: 'denied' | 'unavailable' | 'timeout' }>
  /** Tells whether this page may talk to machines on the phone's network. `free`: this browser asks nobody. */
  localNetwork(): Promise<'granted' | 'prompt' | 'denied' | 'free'>
  /** Resolves when the first screen has had time to draw. */
  idle(): Promise<void>
  /** Begins work that would hold the page up in one go. */
  slices(): WorkSlices
  /** Watches the other tabs of this phone. @param lock runs when one of them is locked by hand */
  openTabs(lock: () => void): Tabs
  /** @throws when its code cannot be loaded now */
  openPush(session: Session): Promise<PushNotifications>
  /** @throws when its code cannot be loaded now */
  openAttention(): Promise<Attention>
  /** @throws when its code cannot be loaded now */
  openSpace(): Promise<StorageSpace>
  /**
   * Begins to keep the times that the app marks (`performance.mark`): `lock`, `unlocked`, `drawn`; `save` is a measure.
   * Of exchanges it keeps those of this session from now on.
   * @throws when its code cannot be loaded now
   */
  openFigures(session: Session): Promise<FigureKeeper>
}

/** The other tabs of this phone. */
interface Tabs {
  lockOthers(): void
}

/** The browser's storage grants; `null`: it does not say. */
export interface StorageSpaceState {
  /** Whether it has promised not to evict anything by itself. */
  kept: boolean | null
  usedBytes: number | null
  leftBytes: number | null
}

export interface StorageSpace {
  state(): Promise<StorageSpaceState>
  /** Asks the browser not to evict anything. @returns whether it promised */
  keep(): Promise<boolean>
}

/**
 * The state of notifications while the app is closed. `denied`: the owner, or the browser, does not want them;
 * `unavailable`: this browser cannot; `not-offered`: the unit's server sends no pushes; `unreachable`: the server did
 * not answer.
 */
export type PushState = 'on' | Silence | 'not-offered' | 'unreachable'

/** Notifications on this phone while its app is closed. */
export interface PushNotifications {
  state(): Promise<PushState>
  /** Turns notifications on; the browser asks the owner, so call it in answer to a tap. */
  turnOn(language: string): Promise<PushState>
  turnOff(): Promise<PushState>
  /** Ends another account's subscription on this phone, or renews this account's; call it when a notebook opens. */
  renew(language: string): Promise<void>
  /** Tells the server why this phone does not ring, if it does not; call it once the phone is approved. */
  tellSilence(): Promise<void>
  /** Lists the alarms that this account took note of by their notifications, and that no server was told of. */
  received(): Promise<readonly ReceivedAlarm[]>
  /** Forgets one that has been recorded. */
  forgetReceived(alarm: string): Promise<void>
}

/** An alarm that the phone's owner has taken note of: its id, and when, Unix ms. */
export interface ReceivedAlarm {
  alarm: string
  at: number
}

/** Calls the owner's attention while the app is open. `urgent`: an alarm. */
export interface Attention {
  sound(urgent: boolean): void
  vibrate(urgent: boolean): void
  /** Sets the number on the app's icon; 0 removes it. */
  badge(count: number): void
  stop(): void
}

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
