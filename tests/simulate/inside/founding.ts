import { rootAccount, serverAccount, type Role } from '#lib/domain/roles.ts'
import type { InstantKey } from './instant-signature.ts'
import { laterMachine } from './phone/pen.ts'
import type { World } from './world.ts'

/** Someone with a device, as the unit's directory begins with them. */
export interface Enrolled {
  account: string
  key: InstantKey
  role: Role
}

/** Provisions a unit: its root certifies the server's device, the server the device of everybody. */
export function found(world: World, unit: string, everybody: readonly Enrolled[]): void {
  const { operator, machines } = world
  const all = [
    ...everybody,
    { account: laterMachine, key: machines.get(laterMachine)!, role: 'agent' as const }
  ]
  const server = machines.get(serverAccount)!
  enrol(world, unit, rootAccount, machines.get(rootAccount)!)
  enrol(world, unit, serverAccount, server)
  approve(world, unit, { account: serverAccount, key: server }, rootAccount)
  for (const account of new Set(everybody.map(({ account }) => account))) {
    const { role } = everybody.find((one) => one.account === account)!
    const listed = { account, name: nameFor(account), roles: [role] }
    operator.writes('directory.account-listed', listed, { unit, stream: `account/${account}` })
  }
  for (const one of all) admit(world, unit, one)
  if (world.meets && unit === world.unit)
    operator.writes('directory.sealing-key-set', { key: world.sealing.publicKey }, { unit })
}

/** Introduces a device, and has the server approve it. */
export function admit(world: World, unit: string, one: Enrolled): void {
  enrol(world, unit, one.account, one.key)
  approve(world, unit, one)
}

function enrol({ operator }: World, unit: string, by: string, key: InstantKey): void {
  const body = { key: key.publicKey, label: 'Máy' }
  operator.writes('directory.device-enrolled', body, { unit, by, key, stream: `device/${key.id}` })
}

function approve(
  { operator }: World,
  unit: string,
  { account, key, role }: Pick<Enrolled, 'account' | 'key'> & { role?: Role },
  by: string = serverAccount
): void {
  const body = { account, device: key.id, roles: role ? [role] : [], from: new Date(0).toISOString() }
  operator.writes('directory.device-approved', body, { unit, by, stream: `device/${key.id}` })
}

/** The name that people read for an account. */
export const nameFor = (account: string): string => `Người ${account}`
