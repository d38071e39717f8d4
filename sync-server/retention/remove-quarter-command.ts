import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { quarterOf } from '#lib/domain/database-names.ts'
import { deviceCode } from '#lib/domain/devices/device-code.ts'
import { keptQuarters, type RemovedQuarter, type WhyKept } from '#lib/domain/retention/retention.ts'
import { busyBooks } from '#lib/domain/roles.ts'
import { runCommand } from '../run-command.ts'
import { readServerConfig, OperatorError } from '../server-config.ts'
import { openExistingCouch } from '../couch.ts'
import { loadServerDevice } from '../server-device.ts'
import { factWriter, serverAccount } from '../fact-writer.ts'
import {
  earlierRemoval,
  removeQuarter,
  surveyQuarter,
  type Quarter,
  type QuarterSurvey
} from './remove-quarter.ts'
import { rootsIn } from '../directory/roots.ts'
import { sealsIn } from '../admission/seals.ts'

const usage = `Cách dùng: npm run remove-quarter -- --unit đơn-vị --book gates|duty --quarter 2024q1 --by "họ tên"
           [--anyway "lý do"] [--check]`

const sentences: Record<WhyKept, string> = {
  'not-over': 'Quý này chưa hết, không bỏ được.',
  'still-read': 'Điện thoại còn đọc quý này, không bỏ được.',
  'too-young': `Sổ được giữ ${keptQuarters} quý sau khi hết quý; quý này chưa đủ. Vẫn cần bỏ thì thêm --anyway "lý do".`
}

/** `npm run remove-quarter`: removes a book's past quarter as a whole. With `--check` it only reports. */
async function main(args: string[], env: Record<string, string | undefined>): Promise<string> {
  const { which, who, anyway, onlyCheck } = options(args)
  const config = readServerConfig(env)
  const couch = await openExistingCouch(config)
  const [roots, seals] = [rootsIn(config.dataDir), sealsIn(config.dataDir)]
  const tools = { couch, roots, seals }
  try {
    const found = await surveyQuarter(which, tools, config.now())
    const name = `${which.book} ${which.quarter} của ${which.unit}`
    if (!found) {
      const before = await earlierRemoval(which, tools, onlyCheck)
      if (before) return `Sổ ${name} ${wordsOf(before)}`
      throw new OperatorError(`Trên máy chủ không có sổ ${name}.`)
    }
    const told = `${found.records} bản ghi, ${found.photos} ảnh`
    const against = objection(found)
    if (onlyCheck) return `Sổ ${name}: ${told}. ${against ?? 'Bỏ được.'}`
    if (against && !(anyway && mayAnyway(found))) throw new OperatorError(against)
    const device = loadServerDevice(join(config.dataDir, 'server-key.json'))
    const writer = factWriter(couch.nano, device, serverAccount, config.now, seals)
    await removeQuarter(which, { who, ...(anyway && { anyway }) }, { ...tools, writer })
    return `Đã bỏ sổ ${name}: ${told}. Danh bạ của đơn vị đã ghi ai bỏ và bỏ những số nào.`
  } finally {
    await couch.stop()
  }
}

function wordsOf({ at, who, records, photos }: RemovedQuarter): string {
  const when = new Date(at).toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' })
  return `đã được bỏ từ trước, lúc ${when}, người bỏ: ${who}; khi đó có ${records} bản ghi, ${photos} ảnh. Không còn gì phải bỏ.`
}

const mayAnyway = ({ why }: QuarterSurvey) => why === null || why === 'too-young'

function objection({ why, gaps, linked }: QuarterSurvey): string | null {
  if (why) return sentences[why]
  if (linked > 0)
    return `Trong đó có ${linked} xe lạ được giữ vì gắn với vụ việc. Vụ việc đã xong, không cần nữa thì thêm --anyway "lý do".`
  if (gaps.length === 0) return null
  const missing = gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  const phones = new Set(gaps.map(({ device }) => deviceCode(device)))
  return `Còn ${missing} bản ghi của ${phones.size} máy (${[...phones].join(', ')}) có thể chưa gửi lên. Hãy cho các máy đó đồng bộ; không được nữa thì thêm --anyway "lý do".`
}

function options(args: string[]): { which: Quarter; who: string; anyway?: string; onlyCheck: boolean } {
  const option = { type: 'string' } as const
  try {
    const names = { unit: option, book: option, quarter: option, by: option, anyway: option } as const
    const { values } = parseArgs({ args, options: { ...names, check: { type: 'boolean' } } })
    const { unit, quarter = '', by = '', anyway, check = false } = values
    const book = busyBooks.find((one) => one === values.book)
    if (unit && book && /^\d{4}q[1-4]$/.test(quarter) && (by.trim() || check))
      return { which: { unit, book, quarter }, who: by, ...(anyway && { anyway }), onlyCheck: check }
  } catch {
    // Unknown options get the usage line too.
  }
  throw new OperatorError(`${usage}\nQuý này là ${quarterOf(Date.now())}.`)
}

await runCommand('Chưa bỏ xong; hãy chạy lại đúng lệnh này', () => main(process.argv.slice(2), process.env))
