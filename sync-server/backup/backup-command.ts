import { unitOfDatabase } from '#lib/domain/database-names.ts'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readServerConfig, OperatorError } from '../server-config.ts'
import { openExistingCouch } from '../couch.ts'
import { backUp } from './backup.ts'
import { checkBackup } from './manifest.ts'
import { sealRoots } from './sealed-roots.ts'
import { databasesToKeep } from './scope.ts'
import { runCommand, tally } from '../run-command.ts'

const unsealed =
  '\nKhóa gốc của đơn vị không nằm trong đó vì chưa đặt BACKUP_PASSPHRASE: hãy chép riêng thư mục roots trong DATA_DIR.'

const usage =
  'Cách dùng: npm run backup -- --to thư-mục [--unit đơn-vị]\n           npm run backup -- --check bản-sao-lưu'

/** `npm run backup -- --to f [--unit u]`: copies the server, or one unit of it, into a new folder in `f`. `--check b` only reads a backup. */
async function main(args: string[], env: Record<string, string | undefined>): Promise<string> {
  const wish = options(args)
  if ('check' in wish) {
    const { databases, at } = await checkBackup(resolve(wish.check))
    return `Bản sao lưu lúc ${at} nguyên vẹn: ${tally(databases)}.`
  }
  const config = readServerConfig(env)
  const couch = await openExistingCouch(config)
  try {
    const names = databasesToKeep(await couch.nano.db.list(), wish.unit)
    if (!names.some((name) => unitOfDatabase(name) !== null))
      throw new OperatorError(
        wish.unit ? `Trên máy chủ không có đơn vị “${wish.unit}”.` : 'Trên máy chủ chưa có đơn vị nào.'
      )
    const passphrase = env['BACKUP_PASSPHRASE']
    const roots = passphrase ? sealRoots(config.dataDir, wish.unit, passphrase) : undefined
    const { folder, databases, cleared } = await backUp({ ...wish, names, roots }, couch, config.now())
    const killed = cleared > 0 ? `Đã xóa ${cleared} bản sao lưu dở dang do lần trước bị ngắt.\n` : ''
    return `${killed}Đã sao lưu vào ${folder}: ${tally(databases)}.\nTrong đó có mật khẩu đã mã hóa và dữ liệu của người dân: hãy giữ ở nơi có khóa.${roots ? '' : unsealed}`
  } finally {
    await couch.stop()
  }
}

function options(args: string[]): { check: string } | { to: string; unit: string | null } {
  const option = { type: 'string' } as const
  try {
    const { values } = parseArgs({ args, options: { to: option, unit: option, check: option } })
    const { to, unit = null, check } = values
    if (check && !to && !unit) return { check }
    if (to && !check) return { to: resolve(to), unit }
  } catch {
    // The same sentence as for no option at all.
  }
  throw new OperatorError(usage)
}

await runCommand('Chưa sao lưu được, không giữ lại gì', () => main(process.argv.slice(2), process.env))
