import * as v from 'valibot'
import { alarmFacts } from './alarms/facts.ts'
import { deviceFacts } from './devices/facts.ts'
import { directoryFacts } from './directory/facts.ts'
import { erasureFacts } from './erasure/facts.ts'
import type { FactRights } from './fact.ts'
import { gateFacts } from './gates/facts.ts'
import { huiFacts } from './hui/facts.ts'
import { incidentFacts } from './incidents/facts.ts'
import { movementFacts } from './movement/facts.ts'
import { retentionFacts } from './retention/facts.ts'
import { strangerFacts } from './strangers/facts.ts'

/** Every type of fact this build knows, each declared in its feature's `facts.ts`. */
export const Fact = v.variant('type', [
  ...directoryFacts,
  ...erasureFacts,
  ...retentionFacts,
  ...gateFacts,
  ...alarmFacts,
  ...strangerFacts,
  ...incidentFacts,
  ...huiFacts,
  ...movementFacts,
  ...deviceFacts
])
export type Fact = v.InferOutput<typeof Fact>
export type FactType = Fact['type']

/** The facts of one type. */
export type FactOf<Type extends FactType> = Extract<Fact, { type: Type }>

/** Who may write which type, in which book and stream, and whom it names. */
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
