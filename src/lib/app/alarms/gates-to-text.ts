import type { Gate } from '#lib/domain/directory/directory.ts'
import { gatesToClose } from '#lib/domain/gates/at-gate.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { StoredAlarm } from './alarm-store.svelte.ts'

/** How long a start may take to leave a phone before its screens say that it has not, ms. */
const patienceMs = 5_000

const isHere = ({ story }: Pick<StoredAlarm, 'story'>) =>
  story.every(({ kind, fact }) => kind !== 'start' || fact.sync === 'pending')

/**
 * Tells whether an alarm runs that by all that this phone knows nobody else has heard of: at once without a network, and
 * after five seconds where there should be one.
 */
export const isHereAlone = (
  { now, sync }: { now(): number; sync: { report: { state: string } } },
  alarm: Pick<StoredAlarm, 'story' | 'endedAt' | 'received' | 'startedAt'>
): boolean =>
  alarm.endedAt === null &&
  alarm.received.size === 0 &&
  isHere(alarm) &&
  (sync.report.state === 'waiting-for-network' || now() - Date.parse(alarm.startedAt) >= patienceMs)

/**
 * Returns the gates of an alarm to which its author may text it, while no start of it is known to have left the phone: a
 * drill, and one that the server has, is texted to none.
 */
export function gatesToText(
  { directory, identity: { account }, roles }: Pick<Notebook, 'directory' | 'identity' | 'roles'>,
  alarm: StoredAlarm
): Gate[] {
  const { by, drill, endedAt, gates } = alarm
  if (by !== account || drill || endedAt !== null || !isHere(alarm)) return []
  return gatesToClose(directory, account, roles).filter(
    ({ gate }) => gates.includes(gate) && directory.modemNumbers.has(gate)
  )
}
