import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { runCommand } from '../run-command.ts'
import { readServerConfig, OperatorError } from '../server-config.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { rootAccount } from '#lib/domain/roles.ts'
import { databaseName } from '#lib/domain/database-names.ts'
import { openCouch, type Couch } from '../couch.ts'
import { rootsIn, type Roots } from '../directory/roots.ts'
import { loadServerDevice } from '../server-device.ts'
import { factsIn, factWriter, serverAccount } from '../fact-writer.ts'
import { validator } from '../gatekeeper/validator.ts'
import { readList } from './read-list.ts'
import { readAccounts, readContacts, readGates, type ListResult } from './lists.ts'
import { nullIfMissing } from './apply.ts'
import { provision, type ProvisionReport } from './provision.ts'
import { unitOf, desiredStateOf } from './units.ts'
import { sealingKeysIn } from '../transit/sealing-keys.ts'
import { sealsIn } from '../admission/seals.ts'

/**
 * `npm run provision -- --accounts f.csv --gates g.csv --contacts c.csv --units a,b`: brings CouchDB to the
 * state that the lists describe; safe to repeat. A single wrong line changes nothing.
 */
async function main(args: string[], env: Record<string, string | undefined>): Promise<string> {
  const config = readServerConfig(env)
  const wanted = readLists(args, config.now())
  const couch = await openCouch(config.couch, config.dataDir)
  const roots = rootsIn(config.dataDir)
  const seals = sealsIn(config.dataDir)
  const sealing = sealingKeysIn(config.dataDir)
  try {
    for (const { id } of wanted.units) await refuseSecondRoot(couch, roots, id)
    const device = loadServerDevice(join(config.dataDir, 'server-key.json'))
    const tools = {
      couch,
      validator: await validator(),
      writer: factWriter(couch.nano, device, serverAccount, config.now, seals),
      roots,
      seals,
      sealing,
      now: config.now
    }
    return summary(await provision(wanted, tools))
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

function readLists(args: string[], now: number) {
  const { accounts, gates, contacts, units = '' } = options(args)
  const day = new Date(now).toISOString().slice(0, 10)
  const isUnit = (id: string) => unitOf(id, day) !== null
  const ids = units.split(',').filter((id) => id !== '')
  const problems = ids.filter((id) => !isUnit(id)).map((id) => `--units: không có đơn vị “${id}”.`)
  const read = <T>(
    file: string | undefined,
    reader: (text: string, isUnit: (id: string) => boolean) => ListResult<T>
  ) => {
    if (!file) return []
    const list = readList(file)
    const reading = 'text' in list ? reader(list.text, isUnit) : { rows: [], problems: [list.problem] }
    problems.push(...reading.problems.map((problem) => `${file}: ${problem}`))
    return reading.rows
  }
  const lists = {
    accounts: read(accounts, readAccounts),
    gates: read(gates, readGates),
    contacts: read(contacts, readContacts)
  }
  if (problems.length > 0) throw new OperatorError(`${problems.join('\n')}\nChưa thay đổi gì.`)
  return desiredStateOf(lists, ids, day)
}

function options(args: string[]) {
  const option = { type: 'string' } as const
  try {
    const names = { accounts: option, gates: option, contacts: option, units: option }
    const { values } = parseArgs({ args, options: names })
    if (Object.keys(values).length > 0) return values
  } catch {
    // Unknown options get the usage line too.
  }
  throw new OperatorError(
    'Cách dùng: npm run provision -- --accounts tài-khoản.csv --gates cổng.csv --contacts số-trực.csv --units đơn-vị'
  )
}

function summary({ steps, users, facts }: ProvisionReport): string {
  if (steps.length + users.length + facts === 0) return 'Mọi thứ đã đúng, không có gì phải thay đổi.'
  const created = steps.filter((step) => step.do === 'create').length
  return `Đã tạo ${created} cơ sở dữ liệu, cập nhật ${steps.length - created} thiết lập, ghi ${users.length} tài khoản và ${facts} mục danh bạ.`
}

await runCommand('Chưa xong; hãy chạy lại đúng lệnh này, phần đã xong không bị làm hai lần', () =>
  main(process.argv.slice(2), process.env)
)
