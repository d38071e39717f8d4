import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { deviceCode } from '#lib/domain/devices/device-code.ts'
import { isSuspended, type Device, type Directory } from '#lib/domain/directory/directory.ts'
import { approversOf } from '#lib/domain/directory/vouching/vouching-bar.ts'
import { listedRoles } from '#lib/domain/directory/role-ends.ts'
import { openExistingCouch } from '../couch.ts'
import { rootsIn } from '../directory/roots.ts'
import { directoryIn, directoryOf } from '../directory/unit-directory.ts'
import { factWriter, serverAccount } from '../fact-writer.ts'
import { runCommand } from '../run-command.ts'
import { readServerConfig, OperatorError } from '../server-config.ts'
import { loadServerDevice } from '../server-device.ts'
import { firstCertificate } from './certificates.ts'
import { sealsIn } from '../admission/seals.ts'

const usage = 'Cách dùng: npm run approve -- --unit đơn-vị [--phone mã]'

/**
 * `npm run approve -- --unit u`: lists the phones that wait for the province: those of commanders, and those that no
 * commander of the unit may approve, each having reset the account's password; with `--phone` it certifies the one with
 * that code, or that id. Everybody else's phones are the commander's to approve.
 */
async function main(args: string[], env: Record<string, string | undefined>): Promise<string> {
  const { unit, phone } = options(args)
  const config = readServerConfig(env)
  const roots = rootsIn(config.dataDir)
  if (!roots.rootOf(unit)) throw new OperatorError(`Trong ${config.dataDir} không có khóa gốc của “${unit}”.`)
  const couch = await openExistingCouch(config)
  try {
    const waiting = waitingHere(await directoryOf(couch.nano, unit, roots), config.now())
    if (!phone)
      return waiting.length > 0 ? waiting.map(line).join('\n') : 'Không có máy nào chờ cấp tỉnh duyệt.'
    const meant = waiting.filter(({ id }) => id === phone || deviceCode(id) === phone.toUpperCase())
    // Two phones with one code are told apart by nobody: somebody may have looked for such a key.
    if (meant.length !== 1)
      throw new OperatorError(
        `Không có đúng một máy chờ cấp tỉnh duyệt với mã “${phone}”. Chưa duyệt máy nào.`
      )
    const server = loadServerDevice(join(config.dataDir, 'server-key.json'))
    const { write } = factWriter(couch.nano, server, serverAccount, config.now, sealsIn(config.dataDir))
    await write(unit, 'directory', async (facts) => {
      const known = await directoryIn(facts, unit, roots)
      return meant.map((device) => firstCertificate(known, device))
    })
    return `Đã duyệt: ${line(meant[0]!)}`
  } finally {
    await couch.stop()
  }
}

function waitingHere(known: Directory, now: number): Device[] {
  const isReset = ({ account }: Device) => known.passwordResets.has(account)
  return known.devices.filter((device) => {
    const roles = listedRoles(known, device.account, now)
    if (device.admitted || roles.length === 0 || isSuspended(known, device.account)) return false
    return roles.includes('commander') || (isReset(device) && approversOf(known, device, now).length === 0)
  })
}

const line = ({ id, account, label, enrolledAt }: Device) =>
  `${deviceCode(id)}  ${account}  ${label}  ${enrolledAt}`

function options(args: string[]): { unit: string; phone: string | undefined } {
  const option = { type: 'string' } as const
  try {
    const { unit, phone } = parseArgs({
      args: withPhoneJoined(args),
      options: { unit: option, phone: option }
    }).values
    if (unit) return { unit, phone }
  } catch {
    // Unknown options get the usage line too.
  }
  throw new OperatorError(usage)
}

/** Joins the option and its value: an id may begin with a dash. */
const withPhoneJoined = (args: string[]): string[] =>
  args.flatMap((arg, i) => {
    if (args[i - 1] === '--phone') return []
    return arg === '--phone' && i + 1 < args.length ? `--phone=${args[i + 1]}` : arg
  })

await runCommand('Chưa duyệt được', () => main(process.argv.slice(2), process.env))
