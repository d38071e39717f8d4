import type { Device, Directory } from '../../directory/directory.ts'
import type { PublicKey } from '../../directory/facts.ts'
import { keyHolderOf } from './keys.ts'

/** A machine at gates: its account, and the id of its key. */
export type GateMachine = Pick<Device, 'account' | 'id'>

/**
 * Returns the one machine that moves each gate in use; none where no machine may. It is that of the account which the gate
 * names, and where it names none, that of the unit's account which had one first: another has to be named. Of several
 * machines of one account the newest moves its gates, by when the server took their introduction: whoever replaces one
 * retires it by approving the next. @param now Unix ms; without it neither certificate nor role counts as ended
 */
export function gateMachines(known: Directory, now?: number): ReadonlyMap<string, GateMachine> {
  const working = workingMachines(known, now)
  const newest = new Map(working.map((machine) => [machine.account, machine]))
  const [first] = working
  const machines = new Map<string, GateMachine>()
  for (const gate of known.gates.keys()) {
    const named = known.machines.get(gate)?.agent
    const machine = newest.get(named ?? first?.account ?? '')
    if (machine) machines.set(gate, { account: machine.account, id: machine.id })
  }
  return machines
}

/** Tells whether two descriptions mean one machine. */
export const isSameMachine = (one: GateMachine | undefined, other: GateMachine): boolean =>
  one?.account === other.account && one.id === other.id

/** Returns the machines that are admitted, not revoked, and of an account in the role of agent; the newest last. */
function workingMachines(known: Directory, now: number | undefined): Device[] {
  // Asks for the role first, which few accounts have: a unit may have thousands of phones.
  const isAgents = ({ account }: Device) => known.accounts.get(account)?.roles.includes('agent') ?? false
  const isWorking = ({ account, id }: Device) => {
    const holder = keyHolderOf(known, account, id, now)
    return holder?.standing === 'approved' && holder.roles.includes('agent')
  }
  return known.devices.filter(isAgents).filter(isWorking).sort(byIntroduction)
}

/** Orders machines by when the server took their introduction, then by their own word; who was only carried comes last. */
function byIntroduction(a: Device, b: Device): number {
  const [taken, later] = [a.introducedAt ?? Infinity, b.introducedAt ?? Infinity]
  if (taken !== later) return taken < later ? -1 : 1
  return `${a.enrolledAt} ${a.id}` < `${b.enrolledAt} ${b.id}` ? -1 : 1
}

/**
 * The keys that may sign an agent's replies and states, by the id of the key. `mute`: the gates that another machine
 * moves, for which it does not speak.
 */
export type AgentKeys = ReadonlyMap<string, { account: string; key: PublicKey; mute: readonly string[] }>

/** Returns the keys of the unit's agents: admitted, not revoked, and of an account in the role of agent. */
export function agentKeys(known: Directory): AgentKeys {
  const machines = [...gateMachines(known)]
  const othersOf = (own: GateMachine) =>
    machines.filter(([, machine]) => !isSameMachine(machine, own)).map(([gate]) => gate)
  return new Map(
    workingMachines(known, undefined).map((machine) => {
      const { id, account, key } = machine
      return [id, { account, key, mute: othersOf(machine) }]
    })
  )
}
