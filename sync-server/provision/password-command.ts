import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { runCommand } from '../run-command.ts'
import { readServerConfig, OperatorError } from '../server-config.ts'
import { openExistingCouch } from '../couch.ts'
import { endSessions } from '../sessions/session-store.ts'
import { missingAccounts, setPassword } from './users.ts'

const usage = 'Cách dùng: npm run password -- --account tài-khoản [--account tài-khoản…]'

/** `npm run password -- --account a`: sets new passwords and prints them once. An unknown account changes nothing. */
async function main(args: string[], env: Record<string, string | undefined>): Promise<string> {
  const accounts = options(args)
  const config = readServerConfig(env)
  const couch = await openExistingCouch(config)
  try {
    const missing = await missingAccounts(couch.nano, accounts)
    if (missing.length > 0)
      throw new OperatorError(`Trên máy chủ không có tài khoản ${missing.join(', ')}. Chưa đổi mật khẩu nào.`)
    for (const account of accounts) {
      const password = newPassword()
      await setPassword(couch.nano, account, password, Date.now())
      await endSessions(couch.nano, account)
      // Print at once: a password that was set and never shown would lock its owner out.
      console.log(`${account}  ${password}`)
    }
    return 'Trên đây là mật khẩu mới, chỉ hiện một lần: hãy đưa riêng cho từng người. Mỗi máy của họ sẽ hỏi mật khẩu này một lần; những gì đã ghi trên máy vẫn còn. Máy tại cổng: ghi mật khẩu vào tệp cấu hình rồi chạy lại.'
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

/** Omits characters that are confused when read aloud or copied by hand. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

function newPassword(): string {
  const four = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [four(), four(), four()].join('-')
}

await runCommand(
  'Chưa đổi xong mật khẩu; tài khoản nào chưa hiện ở trên thì hãy chạy lại lệnh này cho tài khoản đó',
  () => main(process.argv.slice(2), process.env)
)
