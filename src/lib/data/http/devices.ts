import * as v from 'valibot'
import { DevicesAnswer, type DeviceStatus } from '#lib/domain/devices/device-status.ts'
import { askServer, type Http } from './http.ts'

/**
 * Asks the server about an account's devices; for a commander, about those of their unit. `signed-out`: the request ran
 * under another account's session; null: no answer now.
 */
export async function askDevices(
  http: Http,
  account: string
): Promise<readonly DeviceStatus[] | 'signed-out' | null> {
  const answer = await askServer(http, 'GET', '/devices')
  if (answer.kind === 'signed-out') return 'signed-out'
  const read = answer.kind === 'ok' ? v.safeParse(DevicesAnswer, answer.body) : null
  if (!read?.success) return null
  return read.output.account === account ? read.output.devices : 'signed-out'
}
