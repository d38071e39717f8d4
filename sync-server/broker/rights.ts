import { reaches } from '#lib/domain/mqtt-topic.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { gatesToClose } from '#lib/domain/gates/at-gate.ts'
import { gateMachines, isSameMachine } from '#lib/domain/gates/contract/gate-machine.ts'
import { books, mayRead, police, rolesIn, unitsOf, type Role } from '#lib/domain/roles.ts'

/** MQTT topic filters that an account may publish and subscribe to. */
export interface Rights {
  publish: string[]
  hear: string[]
  /** Topics where it may only clear a retained message; Mosquitto cannot distinguish that and lets it publish. */
  clear: string[]
}

/** Whose pass it is: the account, and the id of the device's key. */
type Held = { account: string; device: string }

/** Roles that may command gates at all; each gate's own policy decides which of them, and when. */
const commanders: ReadonlySet<Role> = new Set<Role>(['commander', 'officer', 'keeper', 'hamlet'])

/**
 * Returns what the holder of a pass with these CouchDB roles (`<unit>:<role>`) may do at the broker, in its own units only. Everybody
 * hears the bells of the books they read, and readers of the gates' book hear the gates. Those who command gates write to
 * the agents of the gates in their reach, under their own name only, to move a gate or to see it. An agent speaks for the
 * gates of which it is the one machine, hears commands there and clears retained ones; it sends none, for a command needs a
 * person's signature, but proves to itself that it hears by messages under its own name.
 * @param known the directories of these units; a unit without one has no gates
 * @param now Unix ms
 */
export function rightsOf(
  holder: Held,
  granted: readonly string[],
  known: ReadonlyMap<string, Directory>,
  now: number
): Rights {
  const { account } = holder
  const rights: Rights = { publish: [], hear: [], clear: [] }
  for (const unit of unitsOf(granted)) {
    const held = rolesIn(unit, granted)
    const base = `antt/v1/${unit}`
    rights.hear.push(...books.filter((book) => mayRead(held, book)).map((book) => `${base}/bell/${book}`))
    if (mayRead(held, 'gates'))
      rights.hear.push(`${base}/gate/+/state`, `${base}/gate/+/alert`, `${base}/agent/+/status`)
    if (held.some((role) => commanders.has(role))) {
      for (const gate of gatesInReach(known.get(unit), account, held))
        rights.publish.push(`${base}/gate/${gate}/cmd/${account}`, `${base}/gate/${gate}/look/${account}`)
      rights.hear.push(`${base}/rsp/${account}/+`)
    }
    if (held.includes('agent')) {
      rights.publish.push(`${base}/rsp/+/+`, `${base}/agent/${account}/status`)
      for (const gate of gatesMovedBy(known.get(unit), holder, now)) {
        rights.publish.push(`${base}/gate/${gate}/state`, `${base}/gate/${gate}/alert`)
        rights.hear.push(`${base}/gate/${gate}/cmd/+`, `${base}/gate/${gate}/look/+`)
        rights.publish.push(`${base}/gate/${gate}/cmd/${account}`)
        rights.clear.push(`${base}/gate/${gate}/cmd/+`)
      }
    }
  }
  return rights
}

/**
 * Returns the topic levels of the gates to whose agents an account may write: all to police, to keepers and hamlet teams
 * those that they may close. Which of their commands it obeys an agent decides.
 */
export function gatesInReach(known: Directory | undefined, account: string, held: readonly Role[]): string[] {
  if (held.some((role) => police.includes(role))) return ['+']
  return known ? gatesToClose(known, account, held).map(({ gate }) => gate) : []
}

/** Returns the gates of which somebody's device is the machine. @param now Unix ms */
function gatesMovedBy(known: Directory | undefined, { account, device }: Held, now: number): string[] {
  const machines = known ? [...gateMachines(known, now)] : []
  return machines
    .filter(([, machine]) => isSameMachine(machine, { account, id: device }))
    .map(([gate]) => gate)
}

/**
 * Returns the rights of an alarm key on a locked phone: command the gates in reach, hear their replies and states.
 * @param held the roles of its holder
 */
export function alarmRightsOf(
  unit: string,
  account: string,
  known: Directory,
  held: readonly Role[]
): Rights {
  const base = `antt/v1/${unit}`
  return {
    publish: gatesInReach(known, account, held).map((gate) => `${base}/gate/${gate}/cmd/${account}`),
    hear: [`${base}/gate/+/state`, `${base}/agent/+/status`, `${base}/rsp/${account}/+`],
    clear: []
  }
}

/** Tells whether one of the allowed filters covers a topic or filter. `#` is never granted, since no client of ours uses it. */
export function covers(allowed: readonly string[], asked: string): boolean {
  return !asked.split('/').includes('#') && allowed.some((filter) => reaches(asked, filter))
}
