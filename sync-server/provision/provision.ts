import type { Couch } from '../couch.ts'
import type { Scribe } from '../fact-writer.ts'
import type { Validator } from '../gatekeeper/validator.ts'
import { apply, found, look, unlessDone } from './apply.ts'
import { desiredDatabases, stepsTo, type Step } from './databases.ts'
import { missingEntries } from './directory-facts.ts'
import { unitsIn } from '../daily.ts'
import { writeUsers } from './users.ts'
import type { Wanted } from './desired-state.ts'

export interface Tools {
  couch: Pick<Couch, 'nano' | 'embedded'>
  validator: Validator
  /** Signs for the server. */
  scribe: Scribe
  /** Unix milliseconds. */
  now: () => number
}

/** What a run of provisioning wrote; all zero and empty when everything stood. */
export interface Report {
  steps: Step[]
  users: string[]
  facts: number
}

/** Makes CouchDB as the lists want it: databases, accounts, directories. Safe to repeat: what stands is not touched. */
export async function provision(wanted: Wanted, tools: Tools): Promise<Report> {
  const steps = await provisionDatabases(
    wanted.units.map(({ id }) => id),
    tools
  )
  const users = await writeUsers(tools.couch.nano, wanted.accounts)
  let facts = 0
  for (const { id } of wanted.units)
    facts += await tools.scribe.write(id, 'directory', (known) =>
      missingEntries(known, id, wanted, tools.scribe.device)
    )
  return { steps, users, facts }
}

/**
 * The databases of some units alone. `missing` leaves those that stand unread: run daily, it makes the next quarter's
 * from the first day of this one, at the price of one request.
 */
export async function provisionDatabases(
  units: readonly string[],
  { couch, validator, now }: Omit<Tools, 'scribe'>,
  which: 'all' | 'missing' = 'all'
): Promise<Step[]> {
  const server = couch.nano
  if (!couch.embedded) await provisionSystem(server)
  const existing = await server.db.list()
  const done: Step[] = []
  for (const unit of units)
    for (const desired of desiredDatabases(unit, existing, now(), validator)) {
      const stands = existing.includes(desired.name)
      if (stands && which === 'missing') continue
      const standing = stands ? await found(look(server, desired.name)) : null
      // Removed since they were listed, as with its quarter: it stays so.
      if (stands && !standing) continue
      for (const step of stepsTo(desired, standing)) {
        await apply(server, step, now())
        done.push(step)
      }
    }
  return done
}

/** Keeps up the databases of these units, or of all that CouchDB holds. */
export async function keepUp(
  units: readonly string[] | null,
  tools: Omit<Tools, 'scribe'>,
  which: 'all' | 'missing'
): Promise<Step[]> {
  return provisionDatabases(units ?? unitsIn(await tools.couch.nano.db.list()), tools, which)
}

/** A new single node lacks the databases that sessions, replication and `_db_updates` need. */
async function provisionSystem(server: Couch['nano']) {
  for (const name of ['_users', '_replicator', '_global_changes'])
    if (!(await found(server.db.get(name)))) await server.db.create(name).catch(unlessDone)
}
