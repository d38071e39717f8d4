import type { Drafts } from './drafts.ts'
import type {
  ComparedClock,
  Courier,
  Evidence,
  Keys,
  Locate,
  LocalNetwork,
  Ports,
  Store,
  Verify
} from '#lib/ports/ports.ts'
import type { Recorder } from './record.ts'

type Openers = 'openGateLine' | 'openPush' | 'openAttention' | 'openAlarmKeys' | 'openSpace' | 'askDevices'

/** What an opened notebook is made of. */
export interface NotebookParts extends Pick<Ports, Openers> {
  clock: ComparedClock
  store: Store
  evidence: Evidence
  courier: Courier
  keys: Keys
  drafts: Drafts
  verify: Verify
  locate: Locate
  localNetwork: LocalNetwork
  refuse: Recorder['refuse']
  /** Have the site's data been cleared under it, so that nothing can be saved here any more? */
  isCleared(): boolean
  /** Told how much waits, so that it is known while the notebook is locked. */
  keepUnsent(count: number): void
}
