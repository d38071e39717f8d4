import type { Couch } from '../couch.ts'
import type { Scribe } from '../scribe.ts'
import type { Validator } from '../validator.ts'
import { apply, found, look } from './apply.ts'
import { desiredDatabases, stepsTo, type Step } from './databases.ts'
import { missingEntries } from './listing.ts'
import { writeUsers } from './users.ts'
import type { Wanted } from './wanted.ts'

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

/** The databases of some units alone; run daily, it makes those of the next quarter in time. */
export async function provisionDatabases(
  units: readonly string[],
  { couch, validator, now }: Omit<Tools, 'scribe'>
): Promise<Step[]> {
  const server = couch.nano
  if (!couch.embedded) await provisionSystem(server)
  const existing = await server.db.list()
  const done: Step[] = []
  for (const unit of units)
    for (const desired of desiredDatabases(unit, existing, now(), validator)) {
      const standing = existing.includes(desired.name) ? await look(server, desired.name) : null
      for (const step of stepsTo(desired, standing)) {
        await apply(server, step, now())
        done.push(step)
      }
    }
  return done
}

/** A new single node lacks the databases that sessions, replication and `_db_updates` need. */
async function provisionSystem(server: Couch['nano']) {
  for (const name of ['_users', '_replicator', '_global_changes'])
    if (!(await found(server.db.get(name)))) await server.db.create(name)
}
