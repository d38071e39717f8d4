import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { command } from '../run-command.ts'
import { readConfig, StartProblem } from '../server-config.ts'
import { openCouch } from '../couch.ts'
import { keptDevice } from '../server-device.ts'
import { scribe, serverAccount } from '../fact-writer.ts'
import { validator } from '../gatekeeper/validator.ts'
import { readList } from './read-list.ts'
import { readAccounts, readContacts, readGates, type Reading } from './lists.ts'
import { provision, type Report } from './provision.ts'
import { unitOf, wantedOf } from './units.ts'

/**
 * `npm run provision -- --accounts f.csv --gates g.csv --contacts c.csv --units a,b`: makes CouchDB as the lists say; safe to repeat.
 * A list with any wrong line changes nothing.
 */
async function main(args: string[], env: Record<string, string | undefined>): Promise<string> {
  const config = readConfig(env)
  const wanted = readLists(args, config.now())
  const couch = await openCouch(config.couch, config.dataDir)
  try {
    const device = keptDevice(join(config.dataDir, 'server-key.json'))
    const tools = {
      couch,
      validator: await validator(),
      scribe: scribe(couch.nano, device, serverAccount, config.now),
      now: config.now
    }
    return summary(await provision(wanted, tools))
  } finally {
    await couch.stop()
  }
}

function readLists(args: string[], now: number) {
  const { accounts, gates, contacts, units = '' } = options(args)
  const day = new Date(now).toISOString().slice(0, 10)
  const isUnit = (id: string) => unitOf(id, day) !== null
  const ids = units.split(',').filter((id) => id !== '')
  const problems = ids.filter((id) => !isUnit(id)).map((id) => `--units: không có đơn vị “${id}”.`)
  const read = <T>(
    file: string | undefined,
    reader: (text: string, isUnit: (id: string) => boolean) => Reading<T>
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
  if (problems.length > 0) throw new StartProblem(`${problems.join('\n')}\nChưa thay đổi gì.`)
  return wantedOf(lists, ids, day)
}

function options(args: string[]) {
  const option = { type: 'string' } as const
  try {
    const names = { accounts: option, gates: option, contacts: option, units: option }
    const { values } = parseArgs({ args, options: names })
    if (Object.keys(values).length > 0) return values
  } catch {
    // The same sentence as for no option at all.
  }
  throw new StartProblem(
    'Cách dùng: npm run provision -- --accounts tài-khoản.csv --gates cổng.csv --contacts số-trực.csv --units đơn-vị'
  )
}

function summary({ steps, users, facts }: Report): string {
  if (steps.length + users.length + facts === 0) return 'Mọi thứ đã đúng, không có gì phải thay đổi.'
  const created = steps.filter((step) => step.do === 'create').length
  return `Đã tạo ${created} cơ sở dữ liệu, cập nhật ${steps.length - created} thiết lập, ghi ${users.length} tài khoản và ${facts} mục danh bạ.`
}

await command('Chưa xong; hãy chạy lại đúng lệnh này, phần đã xong không bị làm hai lần', () =>
  main(process.argv.slice(2), process.env)
)
