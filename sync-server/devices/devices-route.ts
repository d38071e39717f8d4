import type { ServerResponse } from 'node:http'
import { sequenceStatus } from '#lib/domain/devices/sequence-gaps.ts'
import { DeviceReport, reportFreshMs } from '#lib/domain/devices/device-report.ts'
import type { DeviceStatus } from '#lib/domain/devices/device-status.ts'
import { deviceOf } from '#lib/domain/directory/directory.ts'
import { keepsOthers } from '#lib/domain/notary/findings.ts'
import { opened } from '#lib/domain/gates/contract/envelope.ts'
import { books, rolesIn, unitsOf, type Book } from '#lib/domain/roles.ts'
import type { Couch } from '../couch.ts'
import type { Directories } from '../directories.ts'
import { fail, sendJson } from '../gateway/respond.ts'
import type { Handler } from '../router.ts'
import type { Holder } from '../sessions/holder.ts'
import type { Sessions } from '../sessions/sessions.ts'
import { withApproved } from '../sessions/with-holder.ts'
import { isSignedBy } from '../signature.ts'
import { SequenceReader, mergePresent, type PresentOf } from './sequence-reader.ts'
import { ReportStore } from './report-store.ts'

export interface DevicesRouteDeps {
  couch: Couch
  sessions: Sessions
  directories: Directories
  /** Unix ms. */
  now(): number
}

/**
 * `/devices`, with a session. POST stores a phone's report of itself (`DeviceReport`, signed by its enrolled
 * key); GET answers `{account, devices}` with a `DeviceStatus` of each of the account's own devices or, to a commander, of
 * all devices of the unit. 400 for a malformed or stale report, 401 when signed out or in as another account, 403 for an
 * unknown key or a wrong signature, 502 when CouchDB does not answer.
 */
export function devicesRoutes(deps: DevicesRouteDeps): { GET: Handler; POST: Handler } {
  const reportStore = new ReportStore(deps.couch.nano)
  const reader = new SequenceReader(deps.couch.nano)
  return { GET: withApproved(deps.sessions, list), POST: withApproved(deps.sessions, keep) }

  async function list(holder: Holder, _text: string, outgoing: ServerResponse): Promise<void> {
    const devices = await Promise.all(unitsOf(holder.roles).map((unit) => statusesIn(unit, holder)))
    sendJson(outgoing, { account: holder.account, devices: devices.flat() })
  }

  async function keep({ account, roles }: Holder, text: string, outgoing: ServerResponse): Promise<void> {
    const told = opened(text, DeviceReport)
    if (!told || Math.abs(deps.now() - told.body.at) > reportFreshMs)
      return fail(outgoing, 400, 'bad_request', 'a report of now is expected')
    const { device, heads, waiting, photos } = told.body
    if (told.body.account !== account)
      return fail(outgoing, 401, 'unauthorized', 'another account is signed in')
    const units = unitsOf(roles)
    let kept = false
    for (const unit of units) {
      const known = deviceOf(await deps.directories.of(unit), account, device)
      if (!known || !isSignedBy(known.key, told.signed.p, told.signed.s)) continue
      kept = true
      await reportStore.keep({ unit, units, account, device, heads, waiting, photos, at: deps.now() })
    }
    if (!kept) return fail(outgoing, 403, 'forbidden', 'no device of this account')
    sendJson(outgoing, { ok: true })
  }

  async function statusesIn(unit: string, { account, roles }: Holder): Promise<DeviceStatus[]> {
    const all = rolesIn(unit, roles).includes('commander')
    const known = await deps.directories.of(unit)
    // Read reports first: what a report calls sent must then be in the books.
    const reports = await reportStore.of(unit)
    const presentIn = new Map<string, PresentOf>()
    for (const one of new Set([unit, ...reports.flatMap(({ units }) => units)]))
      presentIn.set(one, await reader.of(one, await deps.directories.of(one)))
    const now = deps.now()
    return known.devices
      .filter((device) => known.accounts.has(device.account) && (all || device.account === account))
      .map((device) => {
        const own = reports.find((one) => one.account === device.account && one.device === device.id) ?? null
        const presentOf = (book: Book) =>
          mergePresent(
            (own?.units ?? [unit]).map((one) => presentIn.get(one)!(device.account, device.id, book))
          )
        const judged = books.map((book) => {
          const status = sequenceStatus(book, presentOf(book), own, now)
          return [book, keepsOthers(device.id, book, { known }) ? { ...status, gaps: [] } : status]
        })
        return {
          unit,
          account: device.account,
          device: device.id,
          reportedAt: own?.at ?? null,
          photos: own?.photos ?? 0,
          books: Object.fromEntries(judged)
        }
      })
  }
}
