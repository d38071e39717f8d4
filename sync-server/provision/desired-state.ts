import type { UnitHistory } from '#lib/domain/directory/directory.ts'
import type { Role } from '#lib/domain/roles.ts'

/** What an operator's lists ask for. */
export interface DesiredState {
  units: DesiredUnit[]
  accounts: DesiredAccount[]
  gates: DesiredGate[]
  /** Left out, the numbers that stand stay. */
  contacts?: DesiredContacts[]
}

export interface DesiredUnit {
  /** Slug: `xa-phong-hiep`. */
  id: string
  name: string
  kind: string
  /** What its land was called before; its phones carry no gazetteer. */
  history?: UnitHistory
}

export interface DesiredAccount {
  account: string
  /** Used only when the account does not exist yet. */
  password: string
  name: string
  knownAs?: string
  rolesByUnit: Map<string, Role[]>
}

export interface DesiredGate {
  unit: string
  gate: string
  name: string
  kind: 'motor' | 'hand'
  place?: string
  keeper?: string
}

export interface DesiredContacts {
  unit: string
  police?: string
  committee?: string
}
