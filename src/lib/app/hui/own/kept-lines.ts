import { keepsOwn } from '#lib/domain/roles.ts'
import { firstValue } from '../../notebook/first-value.ts'
import type { Notebook } from '../../notebook/notebook.svelte.ts'

/** Returns the ids of the lines of which records lie on this phone alone. */
export async function keptLines({ sync }: { sync: Pick<Notebook['sync'], 'inState'> }): Promise<string[]> {
  const kept = await firstValue(sync.inState('kept'))
  const streams = new Set(kept.map(({ stream }) => stream))
  return [...streams].flatMap((stream) => (stream.startsWith('line/') ? [stream.slice('line/'.length)] : []))
}

/** Tells whether a phone of this account was ever a host's: a copy of what it kept may lie somewhere. */
export const hadOwnBook = ({ directory, identity }: Pick<Notebook, 'directory' | 'identity'>): boolean =>
  directory.devices.some(
    ({ account, certificates }) =>
      account === identity.account && certificates.some(({ roles }) => keepsOwn(roles, 'hui'))
  )
