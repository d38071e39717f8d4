import type { AlarmKeys } from './alarm-ports.ts'
import type { Drafts } from './drafts.ts'
import type {
  AskDevices,
  Attention,
  ComparedClock,
  Courier,
  Evidence,
  GateLine,
  GateLineParts,
  Keys,
  Locate,
  LocalNetwork,
  Push,
  PushParts,
  Space,
  Store,
  Verify
} from './ports.ts'
import type { Recorder } from './record.ts'

/** What an opened notebook is made of. */
export interface NotebookParts {
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
  openGateLine(parts: GateLineParts): Promise<GateLine>
  openPush(parts: PushParts): Promise<Push>
  openAttention(): Promise<Attention>
  openAlarmKeys(): Promise<AlarmKeys>
  openSpace(): Promise<Space>
  askDevices: AskDevices
  /** Told how much waits, so that it is known while the notebook is locked. */
  keepWaiting(count: number): void
}
