import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { databaseName } from '#lib/domain/database-names.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { rootAccount } from '#lib/domain/roles.ts'
import { sealsIn } from '../admission/seals.ts'
import { openCouch, type Couch } from '../couch.ts'
import { rootsFolder, rootsIn, type Roots } from '../directory/roots.ts'
import { factsIn, factWriter, serverAccount } from '../fact-writer.ts'
import { validator } from '../gatekeeper/validator.ts'
import { OperatorError, type ServerConfig } from '../server-config.ts'
import { markKeysIn } from '../marks/mark-keys.ts'
import { pushKeysIn } from '../push/push-keys.ts'
import { sealingKeysIn } from '../transit/sealing-keys.ts'
import { loadServerDevice } from '../server-device.ts'
import { nullIfMissing } from './apply.ts'
import type { DesiredState } from './desired-state.ts'
import { newPassword } from './guide/new-password.ts'
import { writePasswordSheet } from './guide/password-sheet.ts'
import { provision, type ProvisionReport } from './provision.ts'
import { missingAccounts } from './users.ts'

/** Tells what a run of the command has done. */
export interface CarriedOut extends ProvisionReport {
  /** The file with the passwords that were made; null when there are none. */
  sheet: string | null
  /** The files of the root keys that were made. */
  roots: string[]
}

/**
 * Brings a server to the desired state. Accounts that come without a password and do not exist are given one, which goes
 * to a sheet of paper and nowhere else.
 * @throws OperatorError before anything is changed, when a root or a gate's keeper is missing
 */
export async function carryOut(
  wanted: DesiredState,
  config: Pick<ServerConfig, 'couch' | 'dataDir' | 'now' | 'push'>
): Promise<CarriedOut> {
  const { dataDir, now } = config
  const couch = await openCouch(config.couch, dataDir)
  try {
    const roots = rootsIn(dataDir)
    for (const { id } of wanted.units) await refuseSecondRoot(couch, roots, id)
    await refuseUnknownAtGates(couch, wanted)
    const { accounts, sheet } = await withPasswords(couch, wanted, config)
    const seals = sealsIn(dataDir)
    const device = loadServerDevice(join(dataDir, 'server-key.json'))
    const writer = factWriter(couch.nano, device, serverAccount, now, seals)
    const files = wanted.units.map(({ id }) => join(dataDir, rootsFolder, `${id}.json`))
    const missing = files.filter((file) => !existsSync(file))
    const tools = {
      couch,
      validator: await validator(),
      writer,
      roots,
      seals,
      sealing: sealingKeysIn(dataDir),
      marks: markKeysIn(dataDir),
      now
    }
    const report = await provision({ ...wanted, accounts }, tools)
    if (config.push) pushKeysIn(dataDir, config.push)
    return { ...report, sheet, roots: missing.filter((file) => existsSync(file)) }
  } finally {
    await couch.stop()
  }
}

/** Refuses to make a second root beside one whose key lies elsewhere: phones hold on to the first one. */
async function refuseSecondRoot({ nano }: Couch, roots: Roots, unit: string) {
  if (roots.rootOf(unit)) return
  const facts = await nullIfMissing(factsIn(nano, databaseName(unit, 'directory', '')))
  const isRoot = ({ type, by }: Envelope) => type === 'directory.device-enrolled' && by === rootAccount
  if (facts?.some(isRoot))
    throw new OperatorError(
      `Khóa gốc của “${unit}” không có trong DATA_DIR. Hãy dùng DATA_DIR của máy chủ, hoặc chép thư mục roots từ đó. Chưa thay đổi gì.`
    )
}

/** A keeper whose account is misspelt would command nothing, and a machine would not be heard. */
async function refuseUnknownAtGates({ nano }: Couch, { accounts, gates }: DesiredState) {
  const listed = new Set(accounts.map(({ account }) => account))
  const namedBy = ({ keepers = [], agent }: DesiredState['gates'][number]) => [
    ...keepers,
    ...(agent ? [agent] : [])
  ]
  const named = [...new Set(gates.flatMap(namedBy))].filter((one) => !listed.has(one))
  if (named.length === 0) return
  // A new CouchDB has no accounts yet.
  const unknown = (await nullIfMissing(missingAccounts(nano, named))) ?? named
  if (unknown.length === 0) return
  const lines = gates.flatMap((gate) =>
    namedBy(gate)
      .filter((one) => unknown.includes(one))
      .map((one) => `Cổng ${gate.gate}: không có tài khoản “${one}”.`)
  )
  throw new OperatorError(`${lines.join('\n')}\nChưa thay đổi gì.`)
}

/** Makes passwords and their sheet first: an account whose password nobody could read would lock its owner out. */
async function withPasswords(
  { nano }: Couch,
  { accounts, units }: DesiredState,
  { dataDir, now }: Pick<ServerConfig, 'dataDir' | 'now'>
): Promise<{ accounts: DesiredState['accounts']; sheet: string | null }> {
  const without = accounts.filter(({ password }) => password === '').map(({ account }) => account)
  if (without.length === 0) return { accounts, sheet: null }
  const fresh = (await nullIfMissing(missingAccounts(nano, without))) ?? without
  const given = accounts.map((one) =>
    fresh.includes(one.account) ? { ...one, password: newPassword(), isOneTime: true as const } : one
  )
  const made = given.filter(({ account }) => fresh.includes(account))
  if (made.length === 0) return { accounts, sheet: null }
  return { accounts: given, sheet: writePasswordSheet(dataDir, made, units, now()) }
}
