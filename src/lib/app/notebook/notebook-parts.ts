import type { Drafts } from './drafts.ts'
import type {
  ComparedClock,
  Courier,
  Photos,
  Keys,
  Locate,
  LocalNetwork,
  Ports,
  Store,
  Verify
} from '#lib/ports/ports.ts'
import type { RecordDeps } from './record.ts'

type Openers =
  'openGateConnection' | 'openPush' | 'openAttention' | 'openAlarmKeys' | 'openSpace' | 'askDevices'

/** What an opened notebook is made of. */
export interface NotebookParts extends Pick<Ports, Openers> {
  clock: ComparedClock
  store: Store
  evidence: Photos
  courier: Courier
  keys: Keys
  drafts: Drafts
  verify: Verify
  locate: Locate
  localNetwork: LocalNetwork
  refuse: RecordDeps['refuse']
  /** Have the site's data been cleared under it, so that nothing can be saved here any more? */
  isCleared(): boolean
  /** Told how much waits, so that it is known while the notebook is locked. */
  keepUnsent(count: number): void
}
