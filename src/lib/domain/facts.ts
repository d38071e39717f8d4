import * as v from 'valibot'
import { alarmFactTypes } from './alarms/facts.ts'
import { briefingFactTypes } from './briefing/facts.ts'
import { deviceFactTypes } from './devices/facts.ts'
import { directoryFactTypes } from './directory/facts.ts'
import { erasureFactTypes } from './erasure/facts.ts'
import type { Envelope, FactRights } from './fact.ts'
import { gateFactTypes } from './gates/facts.ts'
import { handoverFactTypes } from './handover/facts.ts'
import { huiFactTypes } from './hui/facts.ts'
import { incidentFactTypes } from './incidents/facts.ts'
import { movementFactTypes } from './movement/facts.ts'
import { notaryFactTypes } from './notary/facts.ts'
import { noticeFactTypes } from './notices/facts.ts'
import { personalFactTypes } from './personal/facts.ts'
import { retentionFactTypes } from './retention/facts.ts'
import { strangerFactTypes } from './strangers/facts.ts'

/** Every type of fact this build knows, each declared in its feature's `facts.ts`. */
export const Fact = v.variant('type', [
  ...directoryFactTypes,
  ...erasureFactTypes,
  ...retentionFactTypes,
  ...gateFactTypes,
  ...alarmFactTypes,
  ...strangerFactTypes,
  ...incidentFactTypes,
  ...briefingFactTypes,
  ...handoverFactTypes,
  ...huiFactTypes,
  ...noticeFactTypes,
  ...movementFactTypes,
  ...deviceFactTypes,
  ...notaryFactTypes,
  ...personalFactTypes
])
export type Fact = v.InferOutput<typeof Fact>
export type FactType = Fact['type']

/** The facts of one type. */
export type FactOf<Type extends FactType> = Extract<Fact, { type: Type }>

/** The book, stream and writers of each type of fact, and the people it names. */
export const permissions: Readonly<Record<FactType, FactRights>> = permissionsOf(Fact.options)

interface Declared {
  entries: { type: { literal: string } }
  rights: FactRights
}

function permissionsOf(declared: readonly Declared[]): Record<FactType, FactRights> {
  const table: Partial<Record<string, FactRights>> = {}
  for (const { entries, rights } of declared) table[entries.type.literal] = rights
  return table as Record<FactType, FactRights>
}

/** Tells whether this build knows the type. */
export function isKnownType(type: string): type is FactType {
  return Object.hasOwn(permissions, type)
}

const bodies = new Map<string, v.GenericSchema>(
  Fact.options.map(({ entries }) => [entries.type.literal, entries.body])
)
const shaped = new WeakMap<Envelope, boolean>()

/**
 * Tells whether this build knows the type of a fact, and its body has the shape of that type. CouchDB may hold anything:
 * whoever writes past the gateway is checked by nobody. Looks once at each fact.
 */
export function isShaped(fact: Envelope): fact is Fact {
  const known = shaped.get(fact)
  if (known !== undefined) return known
  const body = bodies.get(fact.type)
  const is = body !== undefined && v.is(body, fact.body)
  shaped.set(fact, is)
  return is
}
