import type { StoredFact } from '#lib/domain/stored.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'

/**
 * Returns what a row says of a record's way beside its author's name: that it was handed over directly, or that the
 * reader's own account wrote it on another phone, which they would take for this one. Null where the name says enough.
 */
export function toldOrigin(
  { by, device, sync }: Pick<StoredFact, 'by' | 'device' | 'sync'>,
  { identity, deviceId }: Pick<Notebook, 'identity' | 'deviceId'>
): 'received' | 'carried' | null {
  if (sync === 'carried') return sync
  return by === identity.account && device !== deviceId ? 'received' : null
}
