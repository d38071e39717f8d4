import { isBarred, type Barring } from '#lib/domain/devices/barring.ts'
import { certificateAt, type Certificate } from '#lib/domain/directory/certificates.ts'
import { deviceOf, isSuspended, type Device, type Directory } from '#lib/domain/directory/directory.ts'
import { maxStanding } from '#lib/domain/directory/facts.ts'
import { roles as allRoles, serverAccount, type Role } from '#lib/domain/roles.ts'
import type { NewFact } from '../fact-writer.ts'

/** An account in a unit that is not its home: what both directories say, and the roles that it holds there by its document. */
export interface Membership {
  account: string
  home: Directory
  there: Directory
  held: readonly Role[]
  /** Unix ms. */
  now: number
}

const revokedAtHome = 'Đơn vị quản lý đã thu hồi máy.'
const suspendedAtHome = 'Đơn vị quản lý đã tạm ngưng tài khoản.'

/**
 * Returns what a unit's directory lacks of an account from elsewhere: its phones, certified for the times in which its
 * home unit approves them and for the roles that it holds there, never for those that its home unit names; and what
 * bars it at home. Empty when nothing is missing.
 */
export function crossCertificates(membership: Membership): NewFact[] {
  const { account, home, there } = membership
  const phones = home.devices.filter((device) => device.account === account)
  return [
    ...phones.flatMap((device) => [
      ...(device.admitted ? introduction(device, there) : []),
      ...certificates(device, membership),
      ...phoneBarring(device, there)
    ]),
    ...accountBarring(account, home, there)
  ]
}

/** Returns the fact by which the server introduces a phone that its account's own session brought, if the unit lacks it. */
export function introduction(device: Device, there: Directory): NewFact[] {
  const { id, account, key, label, enrolledAt } = device
  if (deviceOf(there, account, id)?.firstHand) return []
  const body = { account, device: id, key, label, enrolledAt }
  return [{ stream: `device/${id}`, type: 'directory.device-introduced', body }]
}

interface Span {
  from: number
  until: number
  roles: readonly Role[]
}

/** Returns certificates for the times, from now on or from the beginning of its roles, that the unit's differ in. */
function certificates({ id, certificates }: Device, { account, there, held, now }: Membership): NewFact[] {
  const ours = deviceOf(there, account, id)?.certificates ?? []
  const begin = ours.length > 0 ? now : Math.min(there.rolesSince.get(account) ?? now, now)
  const wanted = (ms: number) =>
    approvesAt(certificates, ms) ? allRoles.filter((role) => held.includes(role)) : []
  const turns = [...certificates, ...ours].flatMap(({ from, until }) => [from, until ?? Infinity])
  const times = [...new Set([begin, ...turns.filter((ms) => ms > begin && ms < Infinity)])].sort(
    (a, b) => a - b
  )
  const spans: Span[] = []
  times.forEach((from, i) => {
    const roles = wanted(from)
    if (isSame(roles, certificateAt(ours, from)?.roles ?? [])) return
    const [until, last] = [times[i + 1] ?? Infinity, spans.at(-1)]
    if (last && last.until === from && isSame(last.roles, roles)) last.until = until
    else spans.push({ from, until, roles })
  })
  return spans.map(({ from, until, roles }) => ({
    stream: `device/${id}`,
    type: 'directory.device-approved',
    body: {
      account,
      device: id,
      roles: [...roles],
      from: new Date(from).toISOString(),
      ...(until < Infinity && { until: new Date(until).toISOString() })
    }
  }))
}

/** A certificate without roles approves nothing. */
const approvesAt = (certificates: readonly Certificate[], ms: number) =>
  (certificateAt(certificates, ms)?.roles.length ?? 0) > 0
const isSame = (a: readonly Role[], b: readonly Role[]) => [...a].sort().join() === [...b].sort().join()

/** The barrings in force that a server wrote: a commander's own are theirs to end. */
const openOfServer = (barrings: readonly Barring[] = []) =>
  barrings.filter(({ by, until }) => by === serverAccount && until === null)

function phoneBarring({ id, account, barrings, admitted }: Device, there: Directory): NewFact[] {
  const device = deviceOf(there, account, id)
  const open = openOfServer(device?.barrings)
  const stream = `device/${id}`
  if (!isBarred(barrings))
    return open.map(({ fact }) => ({
      stream,
      type: 'directory.device-readmitted',
      body: { device: id, revocation: fact }
    }))
  if (open.length > 0 || (!device && !admitted)) return []
  const stands = device?.granted.slice(0, maxStanding) ?? []
  const body = { device: id, reason: revokedAtHome, stands }
  return [{ stream, type: 'directory.device-revoked', body }]
}

function accountBarring(account: string, home: Directory, there: Directory): NewFact[] {
  const open = openOfServer(there.barrings.accounts.get(account))
  const stream = `account/${account}`
  if (!isSuspended(home, account))
    return open.map(({ fact }) => ({
      stream,
      type: 'directory.account-restored',
      body: { account, suspension: fact }
    }))
  if (open.length > 0) return []
  const own = there.devices.filter((device) => device.account === account)
  const stands = own.flatMap(({ granted }) => granted).slice(0, maxStanding)
  return [{ stream, type: 'directory.account-suspended', body: { account, reason: suspendedAtHome, stands } }]
}
