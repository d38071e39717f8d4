import { deviceCode } from '#lib/domain/devices/device-code.ts'
import { deviceOf } from '#lib/domain/directory/directory.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'

/** Names a phone on screen: by the label that it gave itself, absent where this directory lacks it, and by its code. */
export interface DeviceName {
  label?: string
  code: string
}

/** Returns the name of the phone that an account introduced, or is said to have, under that key. */
export function deviceNameOf(
  { directory }: Pick<Notebook, 'directory'>,
  account: string,
  id: string
): DeviceName {
  const label = deviceOf(directory, account, id)?.label
  return { code: deviceCode(id), ...(label && { label }) }
}
