import { gatesByHand } from '#lib/domain/alarms/concern.ts'
import type { GateInAlarm } from '#lib/domain/alarms/timeline.ts'
import { isHeard } from '#lib/domain/alarms/words-on-gates.ts'
import type { Gate } from '#lib/domain/directory/directory.ts'
import { commander } from '#lib/domain/roles.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'
import type { AlarmPage } from './alarm-page.svelte.ts'

/**
 * A gate that a person is asked to close by hand. `isDone`: they need not see to it any more, closed or not; who opens it
 * is asked again. `isHeard`: a commander's phone has what was said of it.
 */
export interface OwnOrder {
  gate: Gate
  said: GateInAlarm['said']
  isDone: boolean
  isHeard: boolean
}

type Reader = Pick<Notebook, 'directory' | 'identity' | 'roles'>

/** Returns those of these gates that the person at this phone is to close by hand, as a push tells them too. */
const ownByHand = ({ directory, identity: { account }, roles }: Reader, gates: readonly string[]): Gate[] =>
  gatesByHand(directory, gates, { account, roles })

/** Tells whether the person at this phone is to close that gate by hand in an alarm. */
export const isOwnByHand = (reader: Reader, { gate }: Pick<Gate, 'gate'>): boolean =>
  ownByHand(reader, [gate]).length > 0

/** Returns what an alarm orders of the person at this phone. Gates of which nobody has said anything yet come first. */
export function ownOrders(reader: Reader, { gates, heard }: Pick<AlarmPage, 'gates' | 'heard'>): OwnOrder[] {
  const { accounts } = reader.directory
  const isCommander = (account: string) =>
    accounts.get(account)?.roles.some((role) => commander.includes(role)) === true
  const saidOf = new Map(gates.map(({ gate, said }) => [gate, said]))
  return ownByHand(reader, [...saidOf.keys()])
    .map((gate) => {
      const said = saidOf.get(gate.gate) ?? null
      const isDone = said !== null && said.word !== 'opened'
      return { gate, said, isDone, isHeard: !!said && (isHeard(said, heard) || isCommander(said.fact.by)) }
    })
    .sort((a, b) => Number(a.isDone) - Number(b.isDone))
}
