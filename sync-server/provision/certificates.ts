import { isBarred } from '#lib/domain/devices/barring.ts'
import { deviceOf, isSuspended, type Device, type Directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { roles, rootAccount, serverAccount, type Role } from '#lib/domain/roles.ts'
import type { NewFact } from '../fact-writer.ts'
import type { ServerDevice } from '../server-device.ts'
import type { DesiredAccount } from './desired-state.ts'

/** The beginning of certificates without one: of the server's device, and of everybody in the demo. */
export const always = new Date(0).toISOString()

/** Returns the facts by which a unit's root introduces itself and certifies the server's device, as far as they are missing. */
export function rootFacts(
  facts: readonly Envelope[],
  known: Directory,
  root: ServerDevice,
  server: ServerDevice
): NewFact[] {
  const isKnown = facts.some(
    ({ type, by, device }) => type === 'directory.device-enrolled' && by === rootAccount && device === root.id
  )
  return [
    ...(isKnown ? [] : [enrolment(root, 'Khóa gốc')]),
    ...(deviceOf(known, serverAccount, server.id)?.admitted
      ? []
      : [certificate(serverAccount, server.id, [], always)])
  ]
}

/** Returns the fact that enrols a device of this server, if it is missing. */
export function missingEnrolment({ devices }: Directory, device: ServerDevice, label: string): NewFact[] {
  return devices.some(({ id }) => id === device.id) ? [] : [enrolment(device, label)]
}

const enrolment = ({ id, publicKey }: ServerDevice, label: string): NewFact => ({
  stream: `device/${id}`,
  type: 'directory.device-enrolled',
  body: { key: publicKey, label }
})

const certificate = (account: string, device: string, held: readonly Role[], from: string): NewFact => ({
  stream: `device/${device}`,
  type: 'directory.device-approved',
  body: { account, device, roles: [...held], from }
})

/** Returns the certificate by which the server admits a waiting phone, with the roles that its account is listed with. */
export function firstCertificate(
  known: Directory,
  { account, id, enrolledAt }: Device,
  from = enrolledAt
): NewFact {
  return certificate(account, id, known.accounts.get(account)?.roles ?? [], from)
}

/** Returns new certificates for the phones in use of accounts whose roles change, from now on. */
export function changedCertificates(
  known: Directory,
  unit: string,
  accounts: readonly DesiredAccount[],
  now: number
): NewFact[] {
  return accounts.flatMap(({ account, rolesByUnit }) => {
    const here = rolesByUnit.get(unit)
    if (!here || isSuspended(known, account)) return []
    const held = roles.filter((role) => here.includes(role))
    return known.devices
      .filter((device) => device.account === account && !isBarred(device.barrings) && differs(device, held))
      .map(({ id }) => certificate(account, id, held, new Date(now).toISOString()))
  })
}

/** Tells whether the certificate that lasts gives other roles. */
function differs({ certificates }: Device, held: readonly Role[]): boolean {
  const last = certificates.at(-1)
  return last?.until === null && [...last.roles].sort().join() !== [...held].sort().join()
}
