import type { Book } from '#lib/domain/roles.ts'
import type { RootsByUnit } from '#lib/domain/access/session.ts'
import type { CourierReport } from '#lib/ports/courier.ts'
import type { Identity } from '#lib/ports/keys.ts'
import type { SessionStatus } from '../http/server-session.ts'
import type { StoredClock } from '../http/clock.ts'
import type { DamageChange } from '../store/damage.ts'

/** The courier in its worker, as the page calls it. */
export interface WorkerCalls {
  /** Opens the store and starts the courier. */
  open(seed: CourierSeed, page: PageCalls): Promise<void>
  ring(byHand: boolean): Promise<void>
  audit(): Promise<boolean>
  /** A save of that number is under way, or over and done. */
  giveWay(save: number): Promise<void>
  gaveWay(save: number): Promise<void>
  /** Tells whether somebody may be looking; see `watchPage`. */
  see(visible: boolean, wakes: boolean): Promise<void>
  damageChanged(change: DamageChange): Promise<void>
  /** Ends the courier and closes what it has open; the worker may be terminated then. */
  stop(): Promise<void>
}

/** Given to the courier when it begins. */
export interface CourierSeed {
  identity: Identity
  /** The id of the device. */
  device: string
  /** The data key. It is not extractable; the device's own stays in the page. */
  data: CryptoKey
  clock: StoredClock
  roots: RootsByUnit
  visible: boolean
}

/** The page, as the courier calls it from its worker: the session, and what a worker does not have. */
export interface PageCalls {
  /** See `ServerSession.token`. */
  token(refused?: string): Promise<string | null>
  /** Returns the state of the session and, when it is open, the root keys that the phone goes by now. */
  status(): Promise<{ status: SessionStatus; roots?: RootsByUnit }>
  /** Signs with the device's key. */
  sign(text: string): Promise<string>
  /** @throws when the keys are no longer this phone's */
  mayOpen(): Promise<void>
  remember(identity: Identity): Promise<void>
  report(report: CourierReport): Promise<void>
  /** So many records or photos of an account have been brought. */
  brought(account: string, count: number): Promise<void>
  damageChanged(change: DamageChange): Promise<void>
  openBell(handlers: BellCalls): Promise<BellUse>
  /** Answers, unless the browser has frozen the page. */
  isAwake(): Promise<true>
}

/** The bell in the page. */
interface BellUse {
  hear(roles: readonly string[]): Promise<void>
  wake(): Promise<void>
  stop(): Promise<void>
}

/** Called by the bell in the page. */
interface BellCalls {
  rung(unit: string, book: Book): Promise<void>
  opened(): Promise<void>
  lost(): Promise<void>
}
