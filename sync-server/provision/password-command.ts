import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { unitsOf } from '#lib/domain/roles.ts'
import { sealsIn } from '../admission/seals.ts'
import { openExistingCouch, type Couch } from '../couch.ts'
import { rootsIn } from '../directory/roots.ts'
import { factWriter, serverAccount } from '../fact-writer.ts'
import { runCommand } from '../run-command.ts'
import { readServerConfig, OperatorError, type ServerConfig } from '../server-config.ts'
import { loadServerDevice } from '../server-device.ts'
import { readAccount } from '../sessions/accounts.ts'
import { setOneTimePassword } from '../sessions/one-time-password.ts'
import { newPassword } from './guide/new-password.ts'
import { isAgent } from '../sessions/reset-route.ts'
import { endSessions, SessionStore, sessionTrustIn } from '../sessions/session-store.ts'
import { writeMissing } from './cross-certify.ts'
import { missingAccounts, setPassword } from './users.ts'

const usage = 'Cách dùng: npm run password -- --account tài-khoản [--account tài-khoản…]'

/**
 * `npm run password -- --account a`: sets new passwords and prints them once. People replace theirs at the first use, and
 * their phones say that it was set; a gate's is lasting, for nobody types there. An unknown account changes nothing.
 */
async function main(args: string[], env: Record<string, string | undefined>): Promise<string> {
  const accounts = options(args)
  const config = readServerConfig(env)
  const couch = await openExistingCouch(config)
  try {
    const missing = await missingAccounts(couch.nano, accounts)
    if (missing.length > 0)
      throw new OperatorError(`Trên máy chủ không có tài khoản ${missing.join(', ')}. Chưa đổi mật khẩu nào.`)
    const store = new SessionStore(couch.nano, sessionTrustIn(config.dataDir), config.now)
    for (const account of accounts) {
      const password = newPassword()
      await reset(account, password, { couch, store }, config)
      await endSessions(store, account)
      // Print at once: a password that was set and never shown would lock its owner out.
      console.log(`${account}  ${password}`)
    }
    return 'Trên đây là mật khẩu mới, chỉ hiện một lần: hãy đưa riêng cho từng người. Người nhận phải đặt mật khẩu của mình ngay khi dùng lần đầu; các máy khác của họ sẽ hỏi mật khẩu ấy một lần. Những gì đã ghi trên máy vẫn còn. Máy tại cổng: ghi mật khẩu vào tệp cấu hình rồi chạy lại.'
  } finally {
    await couch.stop()
  }
}

function options(args: string[]): string[] {
  try {
    const { values } = parseArgs({ args, options: { account: { type: 'string', multiple: true } } })
    if (values.account && values.account.every(Boolean)) return [...new Set(values.account)]
  } catch {
    // Unknown options get the usage line too.
  }
  throw new OperatorError(usage)
}

/** Sets a password, and tells the account's units of it first. */
async function reset(
  account: string,
  password: string,
  { couch, store }: { couch: Couch; store: SessionStore },
  config: ServerConfig
): Promise<void> {
  const owner = await readAccount(couch.nano, account)
  if (!owner) throw new Error(`${account} is gone`)
  const proof = store.reset(account, config.now())
  if (isAgent(owner)) return void (await setPassword(couch.nano, account, password, proof))
  const { dataDir } = config
  const device = loadServerDevice(join(dataDir, 'server-key.json'))
  const writer = factWriter(couch.nano, device, serverAccount, config.now, sealsIn(dataDir))
  const deps = { couch, writer, roots: rootsIn(dataDir), now: config.now }
  for (const unit of unitsOf(owner.held))
    await writeMissing(unit, deps, () => [
      { stream: `account/${account}`, type: 'directory.password-reset', body: { account } }
    ])
  await setOneTimePassword(couch.nano, account, password, { order: randomUUID(), reset: proof })
}

await runCommand(
  'Chưa đổi xong mật khẩu; tài khoản nào chưa hiện ở trên thì hãy chạy lại lệnh này cho tài khoản đó',
  () => main(process.argv.slice(2), process.env)
)
