import type { Couch } from '../couch.ts'
import type { FactWriter } from '../fact-writer.ts'
import type { Validator } from '../gatekeeper/validator.ts'
import { applyStep, nullIfMissing, readDatabaseState, ignoreIfDone } from './apply.ts'
import { desiredDatabases, stepsTo, type ProvisionStep } from './databases.ts'
import { missingFacts } from './directory-facts.ts'
import { unitsIn } from '../daily.ts'
import { writeUsers } from './users.ts'
import type { DesiredState } from './desired-state.ts'

export interface ProvisionDeps {
  couch: Pick<Couch, 'nano' | 'embedded'>
  validator: Validator
  /** Writes facts signed by the server. */
  writer: FactWriter
  /** Unix milliseconds. */
  now: () => number
}

/** Databases, accounts and facts written by a run of provisioning; empty and zero when nothing had to change. */
export interface ProvisionReport {
  steps: ProvisionStep[]
  users: string[]
  facts: number
}

/** Brings CouchDB to the desired state: databases, accounts, directories. Idempotent: writes only what differs. */
export async function provision(wanted: DesiredState, tools: ProvisionDeps): Promise<ProvisionReport> {
  const steps = await provisionDatabases(
    wanted.units.map(({ id }) => id),
    tools
  )
  const users = await writeUsers(tools.couch.nano, wanted.accounts)
  let facts = 0
  for (const { id } of wanted.units)
    facts += await tools.writer.write(id, 'directory', (known) =>
      missingFacts(known, id, wanted, tools.writer.device)
    )
  return { steps, users, facts }
}

/**
 * Provisions the databases of some units. `missing` does not read existing ones: run daily, it creates the next quarter's
 * databases from the first day of this one, at the price of one request.
 */
export async function provisionDatabases(
  units: readonly string[],
  { couch, validator, now }: Omit<ProvisionDeps, 'writer'>,
  which: 'all' | 'missing' = 'all'
): Promise<ProvisionStep[]> {
  const server = couch.nano
  if (!couch.embedded) await provisionSystem(server)
  const existing = await server.db.list()
  const done: ProvisionStep[] = []
  for (const unit of units)
    for (const desired of desiredDatabases(unit, existing, now(), validator)) {
      const stands = existing.includes(desired.name)
      if (stands && which === 'missing') continue
      const standing = stands ? await nullIfMissing(readDatabaseState(server, desired.name)) : null
      // Removed since the listing, as with its quarter: do not create it again.
      if (stands && !standing) continue
      for (const step of stepsTo(desired, standing)) {
        await applyStep(server, step, now())
        done.push(step)
      }
    }
  return done
}

/** Provisions the databases of these units, or of all units in CouchDB when null. */
export async function updateDatabases(
  units: readonly string[] | null,
  tools: Omit<ProvisionDeps, 'writer'>,
  which: 'all' | 'missing'
): Promise<ProvisionStep[]> {
  return provisionDatabases(units ?? unitsIn(await tools.couch.nano.db.list()), tools, which)
}

/** Creates the system databases that sessions, replication and `_db_updates` need; a new single node lacks them. */
async function provisionSystem(server: Couch['nano']) {
  for (const name of ['_users', '_replicator', '_global_changes'])
    if (!(await nullIfMissing(server.db.get(name)))) await server.db.create(name).catch(ignoreIfDone)
}
