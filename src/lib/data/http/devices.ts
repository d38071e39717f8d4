import * as v from 'valibot'
import { DevicesAnswer, type DeviceStatus } from '#lib/domain/devices/device-status.ts'
import { askServer, type Http } from './http.ts'

/**
 * What the server says of an account's devices; to a commander, of his unit's. `signed-out`: in whose name it was asked is
 * not that account's; null: no answer now.
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
