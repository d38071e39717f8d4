import type { Gate } from '#lib/domain/directory/directory.ts'
import { gatesToClose } from '#lib/domain/gates/at-gate.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { StoredAlarm } from './alarm-store.svelte.ts'

/**
 * Returns the gates of an alarm to which its author may text it, while no start of it is known to have left the phone: a
 * drill, and one that the server has, is texted to none.
 */
export function gatesToText(
  { directory, identity: { account }, roles }: Pick<Notebook, 'directory' | 'identity' | 'roles'>,
  { by, drill, endedAt, gates, story }: StoredAlarm
): Gate[] {
  const isHere = story.every(({ kind, fact }) => kind !== 'start' || fact.sync === 'pending')
  if (by !== account || drill || endedAt !== null || !isHere) return []
  return gatesToClose(directory, account, roles).filter(
    ({ gate }) => gates.includes(gate) && directory.modemNumbers.has(gate)
  )
}
