import type { Dialect, DialectState } from '../adapters/dialect.ts'
import { isSameRelay, mayBeSameRelay, type Relay } from '../adapters/relay.ts'
import { brokerAddress } from './broker-address.ts'

/** Lists what a gate drives: relays behind one broker. */
export interface DrivenRelays {
  /** Host and port of the broker. */
  broker: string
  relays: readonly Relay[]
}

/** How a gate is driven, before anything is heard of it. */
export interface Drive {
  /** Address of the broker. */
  broker: string
  dialect: Pick<Dialect<DialectState>, 'relays'>
  /** The gate's id in the dialect's discovery. */
  id: string
}

/** Returns what a gate drives. @param state null: its controller was never announced */
export function drivenRelays({ broker, dialect, id }: Drive, state: DialectState | null): DrivenRelays {
  return { broker: brokerAddress(broker), relays: dialect.relays(id, state) }
}

/** Tells whether both drive one relay by the same name. */
export function drivesSame(one: DrivenRelays, other: DrivenRelays): boolean {
  return meet(one, other, isSameRelay)
}

/** Tells whether both may drive one relay, also under two names. */
export function mayDriveSame(one: DrivenRelays, other: DrivenRelays): boolean {
  return meet(one, other, mayBeSameRelay)
}

function meet(one: DrivenRelays, other: DrivenRelays, isOne: typeof isSameRelay): boolean {
  return one.broker === other.broker && one.relays.some((a) => other.relays.some((b) => isOne(a, b)))
}
