import * as v from 'valibot'
import { DevicesAnswer, type DeviceStatus } from '#lib/domain/devices/device-status.ts'
import { askServer, type Http } from './http.ts'

/** Asks the server about an account's devices; for a commander, about those of their unit. Null: no answer now. */
export async function askDevices(http: Http): Promise<readonly DeviceStatus[] | null> {
  const answer = await askServer(http, 'GET', '/devices')
  const read = answer.kind === 'ok' ? v.safeParse(DevicesAnswer, answer.body) : null
  return read?.success ? read.output.devices : null
}
