import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readServerConfig, OperatorError, type ServerConfig } from '../server-config.ts'
import { openCouch, type Couch } from '../couch.ts'
import { validator } from '../gatekeeper/validator.ts'
import { isAnyAlive, lastBeats, watchMs } from '../heartbeat.ts'
import { runCommand, tally } from '../run-command.ts'
import { demoAccountsIn } from './demo-accounts.ts'
import { checkBackup, type Manifest } from './manifest.ts'
import { restoreBackup } from './restore-backup.ts'
import { restoreSummary } from './restore-summary.ts'
import { unitOfDatabase } from '#lib/domain/database-names.ts'

const usage = 'Cách dùng: npm run restore -- --from bản-sao-lưu [--unit đơn-vị] [--check]'

/** `npm run restore -- --from b [--unit u]`: restores a backup into CouchDB. With `--check` it only says whether it could. */
async function main(args: string[], env: Record<string, string | undefined>): Promise<string> {
  const { from, unit, onlyCheck } = options(args)
  const manifest = await checkBackup(from)
  if (unit !== null && !manifest.databases.some(({ name }) => unitOfDatabase(name) === unit))
    throw new OperatorError(`Trong bản sao lưu không có đơn vị “${unit}”. Chưa thay đổi gì.`)
  if (onlyCheck) return `Bản sao lưu lúc ${manifest.at} nguyên vẹn: ${tally(manifest.databases)}.`
  const config = readServerConfig(env)
  if (!isDemo(env, config)) await refuseDemoAccounts(from, manifest, unit)
  const isNew = !existsSync(config.dataDir)
  const couch = await openCouch(config.couch, config.dataDir)
  const where = couch.embedded
    ? `thư mục dữ liệu ${config.dataDir}${isNew ? ' (mới tạo)' : ''}`
    : `CouchDB ${couch.url}`
  try {
    await refuseBesideServer(couch)
    const passphrase = env['BACKUP_PASSPHRASE']
    const tools = {
      couch,
      validator: await validator(),
      now: config.now,
      dataDir: config.dataDir,
      passphrase
    }
    return restoreSummary(await restoreBackup(from, manifest, unit, tools), where, couch.embedded)
  } finally {
    await couch.stop()
  }
}

/** Follows DEMO when it is set; otherwise looks for the key that the demo leaves in the data folder. */
const isDemo = ({ DEMO }: Record<string, string | undefined>, { demo, dataDir }: ServerConfig) =>
  DEMO ? demo : existsSync(join(dataDir, 'demo-key.json'))

async function refuseDemoAccounts(from: string, manifest: Manifest, unit: string | null) {
  const accounts = await demoAccountsIn(from, manifest, unit, Date.now())
  if (accounts.length > 0)
    throw new OperatorError(
      `Bản sao lưu có tài khoản dùng thử với mật khẩu mà ai cũng biết: ${accounts.join(', ')}. Không khôi phục vào máy chủ thật, chưa thay đổi gì. Nếu đây là máy chủ dùng thử thì đặt DEMO=1 rồi chạy lại.`
    )
}

/** Refuses beside a running server, which would go on signing with the key that a restore replaces and give numbers twice. */
async function refuseBesideServer({ nano, embedded, url }: Couch) {
  const beats = embedded ? new Map() : await lastBeats(nano)
  if (beats.size === 0) return
  console.log(
    `Trên CouchDB ${url} có dấu của một máy chủ chưa tắt hẳn. Đang xem máy chủ đó còn chạy không, lâu nhất ${watchMs / 1000} giây…`
  )
  if (await isAnyAlive(nano, beats))
    throw new OperatorError(
      `Máy chủ đang chạy trên CouchDB ${url}. Hãy tắt máy chủ đó rồi chạy lại lệnh này. Chưa thay đổi gì.`
    )
}

function options(args: string[]): { from: string; unit: string | null; onlyCheck: boolean } {
  const option = { type: 'string' } as const
  try {
    const names = { from: option, unit: option, check: { type: 'boolean' } } as const
    const { from, unit = null, check = false } = parseArgs({ args, options: names }).values
    if (from) return { from: resolve(from), unit, onlyCheck: check }
  } catch {
    // Unknown options get the usage line too.
  }
  throw new OperatorError(usage)
}

await runCommand('Khôi phục chưa xong; hãy chạy lại đúng lệnh này, phần đã xong không bị làm hai lần', () =>
  main(process.argv.slice(2), process.env)
)
