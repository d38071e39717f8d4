import type { UnitHistory } from '#lib/domain/directory/directory.ts'
import type { LastDays } from '#lib/domain/directory/role-ends.ts'
import type { Role } from '#lib/domain/roles.ts'

/** The state that an operator's lists describe. */
export interface DesiredState {
  units: DesiredUnit[]
  accounts: DesiredAccount[]
  gates: DesiredGate[]
  /** Existing contacts stay when this is left out. */
  contacts?: DesiredContacts[]
}

export interface DesiredUnit {
  /** Slug: `xa-phong-hiep`. */
  id: string
  name: string
  kind: string
  /** Former names of its territory; phones carry no gazetteer. */
  history?: UnitHistory
}

export interface DesiredAccount {
  account: string
  /** Used only to create the account. */
  password: string
  /** True for a password made here, which its owner must replace at the first use. */
  isOneTime?: true
  name: string
  knownAs?: string
  /** The name as it stands on papers. */
  paperName?: string
  rank?: string
  /** The hamlet whose team they belong to. */
  hamlet?: string
  rolesByUnit: Map<string, Role[]>
  postByUnit?: Map<string, string>
  /** The last days of roles that end, by unit. */
  untilByUnit?: Map<string, LastDays>
}

export interface DesiredGate {
  unit: string
  gate: string
  name: string
  kind: 'motor' | 'hand'
  place?: string
  /** The hamlet whose team may close it. */
  hamlet?: string
  keepers?: string[]
  /** The account of its machine; without it a gate keeps the one that it names. */
  agent?: string
  /** The first decision on it of the People's Committee; a gate that has or had one keeps what is recorded. */
  decision?: DesiredDecision
}

export interface DesiredDecision {
  number: string
  /** ISO day of signing. */
  date: string
  hours: { from: string; to: string }
  mayOrder: string
}

export interface DesiredContacts {
  unit: string
  police?: string
  committee?: string
}
