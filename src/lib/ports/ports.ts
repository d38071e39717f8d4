import type { SessionEnding } from '#lib/domain/access/session-ending.ts'
import type { DeviceStatus } from '#lib/domain/devices/device-status.ts'
import type { AlarmKeys } from './alarm-keys.ts'
import type { ComparedClock } from './clock.ts'
import type { DevicePorts, PhoneTrials } from './device.ts'
import type { DeviceSessions } from './device-sessions.ts'
import type { KeptFolds } from './folds.ts'
import type { GatePorts } from './gates.ts'
import type { Keyring, SignIn, Verify } from './keys.ts'
import type { SeenScreens } from './screens.ts'
import type { AskMark } from './marks.ts'
import type { SharedInbox } from './outbox.ts'
import type { Peers } from './peers.ts'
import type { Session, SessionPorts } from './session.ts'

export type * from './alarm-keys.ts'
export type * from './clock.ts'
export type * from './courier.ts'
export type * from './device.ts'
export type * from './device-sessions.ts'
export type * from './drafts.ts'
export type * from './figures.ts'
export type * from './folds.ts'
export type * from './gates.ts'
export type * from './keys.ts'
export type * from './marks.ts'
export type * from './outbox.ts'
export type * from './peers.ts'
export type * from './photos.ts'
export type * from './screens.ts'
export type * from './session.ts'
export type * from './source.ts'
export type * from './store.ts'
export type * from './work-slices.ts'

/** The outside world as the app sees it; `start.ts` fills it with the adapters of `data/`. */
export interface Ports extends SessionPorts, DevicePorts, GatePorts {
  clock: ComparedClock
  verify: Verify
  signIn: SignIn
  keyring: Keyring
  screens: SeenScreens
  /** @throws when its code cannot be loaded now */
  openFolds(): Promise<KeptFolds>
  /** @throws when its code cannot be loaded now */
  openAlarmKeys(): Promise<AlarmKeys>
  /**
   * Asks the server about the account's devices; for a commander, about those of the unit. Null: no answer now.
   * @throws when its code cannot be loaded now
   */
  askDevices(session: Session): Promise<readonly DeviceStatus[] | null>
  /**
   * Asks the server who ended this device's session by hand; null: nobody, or it does not say.
   * @throws when its code cannot be loaded now
   */
  askSessionEnding(session: Session): Promise<SessionEnding | null>
  /** @throws when its code cannot be loaded now */
  openDeviceSessions(session: Session): Promise<DeviceSessions>
  /** @throws when its code cannot be loaded now */
  openPhoneTrials(session: Session): Promise<PhoneTrials>
  /** @throws when its code cannot be loaded now */
  openMarks(session: Session): Promise<AskMark>
  /** @throws when its code cannot be loaded now */
  openPeers(session: Session): Promise<Peers>
  /** @throws when its code cannot be loaded now */
  openInbox(session: Session): Promise<SharedInbox>
}
