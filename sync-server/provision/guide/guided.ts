import { resolve } from 'node:path'
import { signerOf } from '#lib/domain/directory/signer.ts'
import { fullName, type Unit } from '#lib/domain/units/units.ts'
import { couchAddress, OperatorError, readServerConfig, type ServerConfig } from '../../server-config.ts'
import { contactIn, keepContact } from '../../push/push-keys.ts'
import { isContact } from '../../push/push-service.ts'
import { carryOut } from '../carry-out.ts'
import type { DesiredAccount, DesiredContacts } from '../desired-state.ts'
import { summary } from '../summary.ts'
import { desiredStateOf } from '../units.ts'
import { nextText, safeText, sheetText } from './afterwards.ts'
import { chooseUnit } from './choose-unit.ts'
import { askCommander, askContacts } from './first-commander.ts'
import { askUntil, confirms, type Terminal } from './terminal.ts'

/**
 * Sets up a unit by questions: the server, the unit, its first commander, its duty phones. Shows what it will do, does it
 * once that is confirmed, and says what belongs in the safe and what comes next.
 */
export async function guided(terminal: Terminal, env: Record<string, string | undefined>): Promise<string> {
  terminal.tell('Lập một đơn vị trên máy chủ. Chưa thay đổi gì trước khi anh/chị trả lời “có” ở cuối.\n')
  const config = await askServer(terminal, env)
  const day = new Date(config.now()).toISOString().slice(0, 10)
  const unit = await chooseUnit(terminal, day)
  const commander = await askCommander(terminal, unit)
  const contacts = await askContacts(terminal, unit)
  const answering = await askAnswering(terminal, config)
  for (const line of planText(config, unit, commander, contacts)) terminal.tell(line)
  if (!(await confirms(terminal, '\nLàm những việc trên?')))
    throw new OperatorError('Đã dừng. Chưa thay đổi gì.')
  const wanted = { accounts: [commander], gates: [], ...(contacts.length > 0 && { contacts }) }
  const done = await carryOut(desiredStateOf(wanted, [unit.id], day), config)
  if (answering) keepContact(config.dataDir, `mailto:${answering}`)
  const next = nextText({ unit: unit.id, account: commander.account, sheet: done.sheet }, config)
  return ['', summary(done), '', ...sheetText(done), '', ...safeText(done), '', ...next].join('\n')
}

/** Asks where the server's data and its CouchDB are, as far as the environment does not say. */
async function askServer(terminal: Terminal, env: Record<string, string | undefined>): Promise<ServerConfig> {
  const dataDir = await askUntil(
    terminal,
    'Thư mục dữ liệu của máy chủ (DATA_DIR)',
    (text) => (text === '' ? 'Cần một thư mục.' : null),
    env.DATA_DIR || resolve('data')
  )
  const config = readServerConfig({ ...env, DATA_DIR: dataDir })
  if (config.couch) {
    terminal.tell(`CouchDB: ${config.couch.url} (theo COUCHDB_URL)`)
    return config
  }
  const isAddress = (text: string) => text === '' || /^https?:\/\/[^@]+$/.test(text)
  const address = await askUntil(
    terminal,
    'Địa chỉ CouchDB, như http://127.0.0.1:5984 (bỏ trống: dùng bản kèm sẵn, chỉ cho một xã dùng thử)',
    (text) =>
      isAddress(text) ? null : 'Viết http://máy:cổng, không kèm tên và mật khẩu; bỏ trống cũng được.'
  )
  if (address === '') return config
  const url = new URL(address)
  url.username = encodeURIComponent(
    await askUntil(terminal, 'Tên quản trị CouchDB', (text) => (text ? null : 'Cần tên.'))
  )
  url.password = encodeURIComponent(
    await terminal.ask('Mật khẩu quản trị CouchDB (không hiện khi gõ):', { hidden: true })
  )
  return { ...config, couch: couchAddress(url.href) }
}

/** Asks whom push services write to when this server is in trouble, unless somebody answers already. */
async function askAnswering(terminal: Terminal, { dataDir, push }: ServerConfig): Promise<string> {
  if (contactIn(dataDir, push)) return ''
  return askUntil(
    terminal,
    'Thư điện tử của người phụ trách máy chủ, để nơi chuyển thông báo liên hệ (bỏ trống được)',
    (text) =>
      text === '' || isContact(`mailto:${text}`) ? null : 'Viết như ten@don-vi.vn; bỏ trống cũng được.'
  )
}

function planText(
  { dataDir, couch }: ServerConfig,
  unit: Unit,
  commander: DesiredAccount,
  contacts: readonly DesiredContacts[]
): string[] {
  const { account, knownAs: _, rolesByUnit, postByUnit, untilByUnit, ...person } = commander
  const listed = { ...person, account, roles: rolesByUnit.get(unit.id)! }
  const { name } = signerOf({ accounts: new Map([[account, listed]]) }, account)
  const until = untilByUnit?.get(unit.id)?.commander
  const numbers = contacts.flatMap(({ police, committee }) => [
    ...(police ? [`công an ${police}`] : []),
    ...(committee ? [`ủy ban ${committee}`] : [])
  ])
  return [
    '\nSẽ làm:',
    `  Máy chủ: dữ liệu ở ${dataDir}; CouchDB ${couch ? couch.url : 'kèm sẵn'}`,
    `  Đơn vị: ${fullName(unit)} (${unit.id}): tạo các sổ, khóa gốc nếu chưa có`,
    `  Chỉ huy: ${[name, postByUnit?.get(unit.id)].filter(Boolean).join(', ')}; tài khoản ${account}${until ? `; đến hết ngày ${until}` : ''}`,
    `  Số trực: ${numbers.join(', ') || 'để sau'}`,
    '  Mật khẩu lần đầu ghi vào một phiếu để in, không hiện trên màn hình.'
  ]
}
