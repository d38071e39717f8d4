import { isDeepStrictEqual } from 'node:util'
import { databaseName, photoDatabaseName, quarterAfter, quarterOf } from '#lib/domain/database-names.ts'
import {
  books,
  photoPlaces,
  photoRights,
  readers,
  type Book,
  type PhotoPlace,
  type Role
} from '#lib/domain/roles.ts'
import { transitDatabase } from '#lib/domain/transit/box.ts'
import type { Design, Validator } from '../gatekeeper/validator.ts'
import { auditView } from './audit-view.ts'

/** A database as it should be. */
export interface DesiredDatabase {
  name: string
  security: { admins: Names; members: Names }
  /** The validator. Views have design documents of their own, so that a new rule rebuilds no index. */
  design: Design
  /** The view by which phones audit; null for databases without facts. */
  audit: typeof auditView | null
}

interface Names {
  names: string[]
  roles: string[]
}

/** A database as it is. */
export interface ExistingDatabase {
  security: unknown
  design: { _rev: string; validate_doc_update?: unknown; lib?: unknown } | null
  audit: { _rev: string; views?: unknown } | null
  epoch: boolean
}

export type ProvisionStep =
  | { do: 'create'; database: string }
  | { do: 'secure'; database: string; security: DesiredDatabase['security'] }
  | { do: 'validate'; database: string; design: DesiredDatabase['design']; rev: string | null }
  | { do: 'mark'; database: string }
  | { do: 'index'; database: string; design: typeof auditView; rev: string | null }

/** Boxes are for the server alone, which writes as admin. */
const nobody: Design = {
  validate_doc_update:
    'function (doc, previous, user) { if (user.roles.indexOf("_admin") < 0) throw { forbidden: "not-allowed" } }',
  lib: {}
}

export const designId = '_design/antt'

/**
 * Returns the databases that a unit needs at `now` (Unix ms): one per book and kind of photos; for busy ones those of this
 * quarter and the next, so that the next exists weeks before its first fact; and one for sealed boxes. Existing ones of past
 * quarters are kept current too.
 * @param existing names of all databases
 */
export function desiredDatabases(
  unit: string,
  existing: readonly string[],
  now: number,
  { designFor }: Pick<Validator, 'designFor'>
): DesiredDatabase[] {
  const desired = (
    name: string,
    place: Book | PhotoPlace,
    roles: readonly Role[],
    views: DesiredDatabase['audit']
  ): DesiredDatabase => ({
    name,
    security: {
      admins: { names: [], roles: ['_admin'] },
      members: { names: [], roles: roles.map((role) => `${unit}:${role}`) }
    },
    design: designFor(unit, place),
    audit: views
  })
  return [
    ...books.flatMap((book) =>
      namesOf((quarter) => databaseName(unit, book, quarter), existing, now).map((name) =>
        desired(name, book, readers[book], auditView)
      )
    ),
    ...photoPlaces.flatMap((place) =>
      namesOf((quarter) => photoDatabaseName(unit, place, quarter), existing, now).map((name) =>
        desired(name, place, photoRights[place].readers, null)
      )
    ),
    {
      name: transitDatabase(unit),
      security: { admins: { names: [], roles: ['_admin'] }, members: { names: [], roles: ['_admin'] } },
      design: nobody,
      audit: null
    }
  ]
}

/** A name without a quarter yields one database. */
function namesOf(nameIn: (quarter: string) => string, existing: readonly string[], now: number): string[] {
  const needed = [quarterOf(now), quarterAfter(now, 1)].map(nameIn)
  const past = existing.filter((name) => nameIn(/\d{4}q[1-4]$/.exec(name)?.[0] ?? '') === name)
  return [...new Set([...needed, ...past])]
}

/** Returns the steps from the existing to the desired database, in order: it is secured before anything is written. */
export function stepsTo(desired: DesiredDatabase, found: ExistingDatabase | null): ProvisionStep[] {
  const { name: database, security, design } = desired
  const steps: ProvisionStep[] = found ? [] : [{ do: 'create', database }]
  if (!found || !same(found.security, security)) steps.push({ do: 'secure', database, security })
  const { validate_doc_update, lib } = found?.design ?? {}
  if (!isDeepStrictEqual({ validate_doc_update, lib }, design))
    steps.push({ do: 'validate', database, design, rev: found?.design?._rev ?? null })
  if (!found?.epoch) steps.push({ do: 'mark', database })
  if (desired.audit && !isDeepStrictEqual(found?.audit?.views, desired.audit.views))
    steps.push({ do: 'index', database, design: desired.audit, rev: found?.audit?._rev ?? null })
  return steps
}

function same(found: unknown, security: DesiredDatabase['security']): boolean {
  const { admins, members } = (found ?? {}) as Partial<DesiredDatabase['security']>
  return (
    JSON.stringify([list(admins), list(members)]) ===
    JSON.stringify([list(security.admins), list(security.members)])
  )
}

const list = (names: Partial<Names> | undefined) => [
  [...(names?.names ?? [])].sort(),
  [...(names?.roles ?? [])].sort()
]
