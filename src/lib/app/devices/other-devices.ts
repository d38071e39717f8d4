import type { DeviceStatus } from '#lib/domain/devices/device-status.ts'
import { sizeOf } from '#lib/domain/devices/device-report.ts'
import { deviceOf, type Device } from '#lib/domain/directory/directory.ts'
import { books, type Book } from '#lib/domain/roles.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'

/** Another phone of this account, with what it last reported to the server. */
export interface OtherDevice {
  device: Device
  /** Unix ms; null: it has never reported. */
  reportedAt: number | null
  /** Records that were only on that phone and that have not arrived since, by book. */
  left: { book: Book; count: number }[]
  photos: number
}

/**
 * The time for which a phone counts as new after enrolment, ms: its owner may miss records of another phone, or of this
 * one before it was wiped.
 */
const newSpan = 3 * 24 * 3_600_000

/** Returns the other phones of this account, those with records left on them first; null: no answer from the server now. */
export async function otherDevices(notebook: Notebook): Promise<OtherDevice[] | null> {
  const standings = await notebook.devices()
  if (!standings) return null
  const { account } = notebook.identity
  const others = standings.filter((one) => one.account === account && one.device !== notebook.deviceId)
  return others
    .flatMap((one) => {
      const device = deviceOf(notebook.directory, account, one.device)
      return device ? [{ device, reportedAt: one.reportedAt, left: leftOn(one), photos: one.photos }] : []
    })
    .sort((a, b) => Number(isLeft(b)) - Number(isLeft(a)) || (b.reportedAt ?? 0) - (a.reportedAt ?? 0))
}

/** Tells whether anything was only on that phone. */
export const isLeft = ({ left, photos }: OtherDevice): boolean => left.length > 0 || photos > 0

/** Tells whether this phone is new to its account, or was wiped lately. */
export function isNewPhone({ device }: Notebook, now: number): boolean {
  return device !== undefined && now - Date.parse(device.enrolledAt) < newSpan
}

const leftOn = (one: DeviceStatus) =>
  books.flatMap((book) => {
    const count = sizeOf(one.books[book]?.onPhone)
    return count > 0 ? [{ book, count }] : []
  })
