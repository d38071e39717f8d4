import type { Couch } from '../couch.ts'
import { deviceOf } from '#lib/domain/directory/directory.ts'
import { homeUnit, rolesIn, rootAccount, serverAccount, unitsOf } from '#lib/domain/roles.ts'
import { factWriter, type FactWriter } from '../fact-writer.ts'
import type { Validator } from '../gatekeeper/validator.ts'
import { applyStep, nullIfMissing, readDatabaseState, ignoreIfDone } from './apply.ts'
import { desiredDatabases, stepsTo, type ProvisionStep } from './databases.ts'
import type { MarkKeys } from '../marks/mark-keys.ts'
import type { SealingKeys } from '../transit/sealing-keys.ts'
import type { Seals } from '../admission/seals.ts'
import type { Roots } from '../directory/roots.ts'
import { directoryIn, directoryOf } from '../directory/unit-directory.ts'
import { missingFacts } from './directory-facts.ts'
import { rootFacts } from './certificates.ts'
import { unitsIn } from '../daily.ts'
import { allRolesOf, readAccount } from '../sessions/accounts.ts'
import { crossCertify } from './cross-certify.ts'
import { heldWith, writeUsers } from './users.ts'
import type { DesiredState } from './desired-state.ts'

export interface ProvisionDeps {
  couch: Pick<Couch, 'nano' | 'embedded'>
  validator: Validator
  /** Writes facts signed by the server. */
  writer: FactWriter
  roots: Roots
  seals: Seals
  sealing: SealingKeys
  marks: MarkKeys
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
  let facts = 0
  for (const { id } of wanted.units) facts += await certifyServer(id, tools)
  for (const { id } of wanted.units) tools.marks.make(id)
  const held = new Map<string, string[]>()
  for (const account of wanted.accounts) {
    const there = await readAccount(tools.couch.nano, account.account)
    const before = there ? allRolesOf(there) : []
    held.set(account.account, heldWith(account, before))
    facts += await takeAlong(account.account, before, held.get(account.account)!, tools)
  }
  const users = await writeUsers(tools.couch.nano, wanted.accounts, tools.now())
  for (const { id } of wanted.units) {
    facts += await tools.writer.write(id, 'directory', async (known) =>
      missingFacts(await directoryIn(known, id, tools.roots), id, wanted, {
        server: tools.writer.device,
        sealingKey: tools.sealing.publicOf(id),
        now: tools.now(),
        isHome: (account) => [id, null].includes(homeUnit(held.get(account) ?? []))
      })
    )
  }
  for (const { account, rolesByUnit } of wanted.accounts) {
    const home = homeUnit(held.get(account)!)
    const others = [...rolesByUnit.keys()].filter((unit) => unit !== home)
    for (const unit of home === null ? [] : others)
      facts += await crossCertify(account, [home!, unit], rolesIn(unit, held.get(account)!), tools)
  }
  return { steps, users, facts }
}

/**
 * Certifies the phones of an account in the units where it comes to hold a role, while its home is still the unit that
 * approved them: it may be another one afterwards.
 */
async function takeAlong(
  account: string,
  before: readonly string[],
  held: readonly string[],
  tools: ProvisionDeps
): Promise<number> {
  const home = homeUnit(before)
  const added = unitsOf(held).filter((unit) => !unitsOf(before).includes(unit))
  let facts = 0
  for (const unit of home === null ? [] : added)
    facts += await crossCertify(account, [home!, unit], rolesIn(unit, held), tools)
  return facts
}

/**
 * Introduces a unit's root, made the first time, and has it certify the server's device. Reads the private part only
 * where something is missing, so that it may lie elsewhere afterwards.
 * @returns the facts written
 */
export async function certifyServer(
  unit: string,
  { couch, roots, writer, seals, now }: Omit<ProvisionDeps, 'validator' | 'sealing' | 'marks'>
): Promise<number> {
  if (roots.rootOf(unit)) {
    const known = await directoryOf(couch.nano, unit, roots)
    if (deviceOf(known, serverAccount, writer.device.id)?.admitted) return 0
  }
  const root = roots.signerOf(unit)
  return factWriter(couch.nano, root, rootAccount, now, seals).write(unit, 'directory', async (facts) =>
    rootFacts(facts, await directoryIn(facts, unit, roots), root, writer.device)
  )
}

/**
 * Provisions the databases of some units. `missing` does not read existing ones: run daily, it creates the next quarter's
 * databases from the first day of this one, at the price of one request.
 */
export async function provisionDatabases(
  units: readonly string[],
  { couch, validator, now }: Omit<ProvisionDeps, 'writer' | 'roots' | 'seals' | 'sealing' | 'marks'>,
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
  tools: Omit<ProvisionDeps, 'writer' | 'roots' | 'seals' | 'sealing' | 'marks'>,
  which: 'all' | 'missing'
): Promise<ProvisionStep[]> {
  return provisionDatabases(units ?? unitsIn(await tools.couch.nano.db.list()), tools, which)
}

/** Creates the system databases that sessions, replication and `_db_updates` need; a new single node lacks them. */
async function provisionSystem(server: Couch['nano']) {
  for (const name of ['_users', '_replicator', '_global_changes'])
    if (!(await nullIfMissing(server.db.get(name)))) await server.db.create(name).catch(ignoreIfDone)
}
