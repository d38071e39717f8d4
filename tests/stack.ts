import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { databaseName, quarterAfter, quarterOf } from '#lib/domain/database-names.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { deviceOf, type Device, type Directory, type Gate } from '#lib/domain/directory/directory.ts'
import { rolesIn, type Book, type Role } from '#lib/domain/roles.ts'
import { reportsDatabase } from '../sync-server/devices/report-store.ts'
import { oldestApp } from '../sync-server/health/oldest-app.ts'
import type { Limits } from '../sync-server/gateway/turns/limits.ts'
import { couchAddress, type ServerConfig } from '../sync-server/server-config.ts'
import { startStack, type Stack } from '../sync-server/stack.ts'
import { always, firstCertificate } from '../sync-server/provision/certificates.ts'
import type { DesiredAccount } from '../sync-server/provision/desired-state.ts'
import { missingFacts } from '../sync-server/provision/directory-facts.ts'
import { certifyServer } from '../sync-server/provision/provision.ts'
import { writeUsers } from '../sync-server/provision/users.ts'
import { directoryIn, directoryOf } from '../sync-server/directory/unit-directory.ts'
import { readAccount } from '../sync-server/sessions/accounts.ts'
import { asTaken, testDecision, TestDevice } from './facts.ts'
import { removeAccount } from './remove-account.ts'
import { openSession, type TestSession } from './devices/session.ts'
import { until } from './until.ts'

/** The hamlet of all test accounts in the role of its team. */
export const theirHamlet = 'Ấp Thử'

/** A whole server for one test file, with a unit of its own; embedded, or on COUCHDB_URL and MQTT_URL when they are set. */
export interface TestStack extends Stack {
  /** A unit that no other run has. */
  unit: string
  dataDir: string
  /** The current database of one of its books. */
  database(book: Book): string
  /** A new account with these roles in the unit. */
  account(...roles: Role[]): Promise<TestAccount>
  /** The same under a name of its own. */
  named(name: string, ...roles: Role[]): Promise<TestAccount>
  /** Certifies those of these phones that have introduced themselves, or all of them, with their accounts' roles. */
  letIn(...ids: string[]): Promise<void>
  /** Waits until a phone of that account has introduced itself, and certifies it: what a commander says counts then. */
  letInPhoneOf(account: string): Promise<void>
  /** Registers motor gates that bear their ids as names. */
  motorGates(...ids: string[]): Promise<void>
  /** Registers motor gates as whoever installs that account's machine beside them does; no decision on them is in force. */
  installed(account: string, ...ids: string[]): Promise<void>
  /** Names the account whose machine moves these gates. */
  moves(account: string, ...ids: string[]): Promise<void>
  /** Names an account as one more keeper of these gates, or of all. */
  entrust(account: string, ...gates: string[]): Promise<void>
  /** Leaves a gate without keepers and hamlet. */
  relieve(gate: string): Promise<void>
  /** Introduces a phone by its own key, and certifies it. */
  certify(device: TestDevice): Promise<void>
  /** The unit's directory, as this server folds it. */
  known(): Promise<Directory>
  /** One more unit, likewise removed at the end. */
  anotherUnit(): Promise<string>
}

/** An account with an approved device, and its session. */
export interface TestAccount extends TestSession {
  password: string
}

/**
 * Starts a stack on a free port in a temporary folder; `stop` removes its databases, users and folder.
 * @param parts `app` serves the app; absent: that of `buildDir`
 */
export async function startTestStack(
  changes: Partial<ServerConfig> = {},
  { app, limits }: { app?: RequestListener; limits?: Limits } = {}
): Promise<TestStack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'antt-'))
  const { COUCHDB_URL, MQTT_URL } = process.env
  const config: ServerConfig = {
    port: 0,
    host: '127.0.0.1',
    dataDir,
    buildDir: join(dataDir, 'no-build'),
    gateHosts: [],
    couch: COUCHDB_URL ? couchAddress(COUCHDB_URL) : null,
    mqttUrl: MQTT_URL ? new URL(MQTT_URL) : null,
    push: null,
    demo: false,
    units: [],
    oldestApp: () => oldestApp,
    now: Date.now,
    report: (problem) => console.error(problem),
    ...changes
  }
  const stack = await startStack(config, app, limits)
  const units: string[] = []
  const names: string[] = []

  const newUnit = async () => {
    const unit = `thu-${randomBytes(5).toString('hex')}`
    units.push(unit)
    await stack.provision({ units: [{ id: unit, name: 'Thử', kind: 'xã' }], accounts: [], gates: [] })
    return unit
  }
  const unit = await newUnit()

  async function named(name: string, ...roles: Role[]) {
    const password = randomBytes(9).toString('base64url')
    names.push(name)
    const hamlet = roles.includes('hamlet') && { hamlet: theirHamlet }
    const rolesByUnit = new Map([[unit, roles]])
    const wanted = { account: name, password, name: `Người ${name}`, ...hamlet, rolesByUnit }
    const device = new TestDevice(name)
    // To provision the whole unit again would read each of its databases.
    await writeUsers(stack.couch.nano, [wanted], config.now())
    await admit(stack, device.enrolment(unit), [wanted])
    return { ...(await openSession(stack.url, device)), password }
  }

  const known = () => directoryOf(stack.couch.nano, unit, stack.tools.roots)
  const letIn = async (...ids: string[]) => {
    await stack.tools.writer.write(unit, 'directory', async (facts) => {
      const known = await directoryIn(facts, unit, stack.tools.roots)
      return known.devices
        .filter(({ id, admitted }) => !admitted && (ids.length === 0 || ids.includes(id)))
        .map((device) => firstCertificate(known, device, always))
    })
    const isIn = ({ id, admitted }: Device) => admitted || (ids.length > 0 && !ids.includes(id))
    await until(async () => (await stack.directories.of(unit)).devices.every(isIn))
  }

  /** Registers gates of the unit once more, or all of them, and waits until the server knows. */
  const register = async (ids: string[], changed: (gate: Gate) => Gate) => {
    const isMeant = ({ gate }: Gate) => ids.length === 0 || ids.includes(gate)
    const before = [...(await known()).gates.values()].filter(isMeant)
    if (before.length === 0) throw new Error('no such gate')
    const after = before.map(changed)
    const said = after.map((body) => ({
      stream: `gate/${body.gate}`,
      type: 'directory.gate-registered' as const,
      body
    }))
    await stack.tools.writer.write(unit, 'directory', async () => said)
    await until(async () => {
      const { gates } = await stack.directories.of(unit)
      return after.every((one) => isDeepStrictEqual(gates.get(one.gate), one))
    })
  }

  return {
    ...stack,
    unit,
    dataDir,
    account: (...roles) => named(`tk-${randomBytes(4).toString('hex')}`, ...roles),
    named,
    letIn,
    async letInPhoneOf(account) {
      let waiting: string[] = []
      await until(async () => {
        // Followed by the server: to read and fold it at each look would cost more than the phone's sign-in.
        const { devices } = await stack.directories.of(unit)
        waiting = devices.filter((one) => one.account === account && !one.admitted).map(({ id }) => id)
        return waiting.length > 0
      })
      await letIn(...waiting)
    },
    async motorGates(...ids) {
      const units = [{ id: unit, name: 'Thử', kind: 'xã' }]
      const gates = ids.map((gate) => ({
        unit,
        gate,
        name: gate,
        kind: 'motor' as const,
        decision: testDecision
      }))
      await stack.provision({ units, accounts: [], gates })
    },
    async installed(agent, ...ids) {
      const body = (gate: string) => ({ gate, name: gate, kind: 'motor' as const, agent })
      await stack.tools.writer.write(unit, 'directory', () =>
        ids.map((id) => ({
          stream: `gate/${id}`,
          type: 'directory.gate-registered' as const,
          body: body(id)
        }))
      )
      await until(async () => {
        const { gates } = await stack.directories.of(unit)
        return ids.every((id) => isDeepStrictEqual(gates.get(id), body(id)))
      })
    },
    entrust: (account, ...ids) =>
      register(ids, ({ keepers = [], ...gate }) => ({ ...gate, keepers: [...keepers, account] })),
    relieve: (id) =>
      register([id], ({ gate, name, kind, agent }) => ({ gate, name, kind, ...(agent && { agent }) })),
    async moves(account, ...ids) {
      await register(ids, (gate) => ({ ...gate, agent: account }))
      // Reads once more: passes of machines are ended after what changed has come to count.
      await stack.directories.anew(unit)
    },
    async certify(device) {
      await approve(stack, device.enrolment(unit))
    },
    known,
    anotherUnit: newUnit,
    database: (book) => databaseName(unit, book, quarterOf(config.now())),
    async stop() {
      if (config.couch) await remove(stack, units, names)
      await stack.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
}

type Admitting = Pick<Stack, 'couch' | 'tools' | 'directories'>

/** Enters a device's enrolment in its unit's directory, and has the server certify it with its account's roles. */
export async function approve(stack: Admitting, enrolment: Envelope): Promise<void> {
  await certifyServer(enrolment.unit, stack.tools)
  await admit(stack, enrolment)
}

/** Does so where the server is certified already, and enters accounts that the directory lacks. */
async function admit(
  { couch, tools, directories }: Admitting,
  enrolment: Envelope,
  accounts: DesiredAccount[] = []
): Promise<void> {
  const { unit, device, by: account } = enrolment
  await couch.nano.use(databaseName(unit, 'directory', '')).insert(asTaken(enrolment, tools.seals))
  const held = (await readAccount(couch.nano, account))?.held ?? []
  const body = { account, device, roles: rolesIn(unit, held), from: always }
  const approval = { stream: `device/${device}`, type: 'directory.device-approved', body } as const
  const wanted = { units: [], accounts, gates: [] }
  const sealingKey = tools.sealing.publicOf(unit)
  const provisioning = { server: tools.writer.device, sealingKey, now: tools.now(), isHome: () => true }
  await tools.writer.write(unit, 'directory', async (facts) => {
    const known = await directoryIn(facts, unit, tools.roots)
    return [...missingFacts(known, unit, wanted, provisioning), approval]
  })
  await until(async () => deviceOf(await directories.of(unit), account, device)?.admitted)
}

async function remove({ couch }: Stack, units: string[], names: string[]) {
  const databases = (await couch.nano.db.list()).filter((name) =>
    units.some((unit) => name.startsWith(`antt-${unit}-`))
  )
  for (const name of databases) await couch.nano.db.destroy(name)
  if ((await couch.nano.db.list()).includes(reportsDatabase)) await removeReports(couch, units)
  for (const name of names) await removeAccount(couch.nano, name)
}

async function removeReports({ nano }: Stack['couch'], units: string[]) {
  const reports = nano.use(reportsDatabase)
  for (const unit of units) {
    const { rows } = await reports.list({ startkey: `${unit} `, endkey: `${unit}!` })
    for (const { id, value } of rows) await reports.destroy(id, value.rev)
  }
}

/** The next quarter's database of a book, provisioned ahead. */
export const nextDatabase = (unit: string, book: Book, now: number) =>
  databaseName(unit, book, quarterAfter(now, 1))
