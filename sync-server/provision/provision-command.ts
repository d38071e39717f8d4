import { parseArgs } from 'node:util'
import { runCommand } from '../run-command.ts'
import { readServerConfig, OperatorError } from '../server-config.ts'
import { readAccounts } from './account-list.ts'
import { carryOut } from './carry-out.ts'
import { safeText, sheetText } from './guide/afterwards.ts'
import { guided } from './guide/guided.ts'
import { openTerminal } from './guide/terminal.ts'
import { readContacts, readGates } from './lists.ts'
import { readList } from './read-list.ts'
import { summary } from './summary.ts'
import type { ListResult } from './table.ts'
import { unitOf, desiredStateOf } from './units.ts'

/**
 * `npm run provision -- --accounts f.csv --gates g.csv --contacts c.csv --units a,b`: brings CouchDB to the
 * state that the lists describe; safe to repeat. A single wrong line changes nothing. Without lists it asks, on a terminal
 * or with `--ask`.
 */
async function main(args: string[], env: Record<string, string | undefined>): Promise<string> {
  const given = options(args)
  if (given.ask || (Object.keys(given).length === 0 && process.stdin.isTTY)) {
    const terminal = openTerminal(process.stdin, process.stdout)
    return guided(terminal, env).finally(terminal.close)
  }
  if (Object.keys(given).length === 0) throw new OperatorError(usage)
  const config = readServerConfig(env)
  const done = await carryOut(readLists(given, config.now()), config)
  return [summary(done), ...sheetText(done), ...safeText(done)].join('\n')
}

function readLists({ accounts, gates, contacts, units = '' }: ReturnType<typeof options>, now: number) {
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
  const people = read(accounts, readAccounts)
  const lists = {
    accounts: people,
    gates: read(gates, (text, isUnit) => readGates(text, isUnit, people)),
    contacts: read(contacts, readContacts)
  }
  if (problems.length > 0) throw new OperatorError(`${problems.join('\n')}\nChưa thay đổi gì.`)
  return desiredStateOf(lists, ids, day)
}

const usage =
  'Cách dùng: npm run provision -- --accounts tài-khoản.csv --gates cổng.csv --contacts số-trực.csv --units đơn-vị; hoặc npm run provision trên màn hình lệnh để được hỏi từng bước.'

function options(args: string[]) {
  const option = { type: 'string' } as const
  try {
    const names = { accounts: option, gates: option, contacts: option, units: option }
    return parseArgs({ args, options: { ...names, ask: { type: 'boolean' } } }).values
  } catch {
    throw new OperatorError(usage)
  }
}

await runCommand('Chưa xong; hãy chạy lại đúng lệnh này, phần đã xong không bị làm hai lần', () =>
  main(process.argv.slice(2), process.env)
)
