import { closeSync, fdatasyncSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { bad, good, unsure, type TestFinding } from './finding.ts'

/** File systems that live in memory, by the magic numbers of statfs(2): tmpfs and ramfs. */
const inMemory = new Set([0x01021994, 0x858458f6])
const wantedBytes = 200_000_000
/** A command waits for one flush, so that one longer than this is felt, ms. */
const slowMs = 200

/** Checks that what the agent writes down survives a power cut, and that there is room. */
export function checkDisk(dataDir: string, fileSystem = statfsSync): TestFinding {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const { type, bavail, bsize } = fileSystem(dataDir)
    if (inMemory.has(type))
      return bad(`Thư mục ${dataDir} nằm trong bộ nhớ: mất điện là mất sổ lệnh. Chọn thư mục trên ổ đĩa.`)
    const free = bavail * bsize
    if (free < wantedBytes)
      return bad(`Ổ đĩa của ${dataDir} chỉ còn ${Math.floor(free / 1e6)} MB: dọn bớt cho còn ít nhất 200 MB.`)
    const ms = flushMs(dataDir)
    return ms > slowMs
      ? unsure(`Ổ đĩa ghi chậm (${ms} ms mỗi lần): lệnh sẽ chậm theo. Nên dùng ổ SSD.`)
      : good(`Ổ đĩa ghi được, còn ${Math.floor(free / 1e6)} MB.`)
  } catch {
    return bad(`Không ghi được vào thư mục ${dataDir}: xem quyền của thư mục và ổ đĩa có đầy không.`)
  }
}

/** Measures the longest of five flushes, ms. */
function flushMs(dataDir: string): number {
  const path = join(dataDir, 'self-test')
  const file = openSync(path, 'w', 0o600)
  try {
    const times = Array.from({ length: 5 }, () => {
      const began = performance.now()
      writeSync(file, 'x')
      fdatasyncSync(file)
      return performance.now() - began
    })
    return Math.round(Math.max(...times))
  } finally {
    closeSync(file)
    rmSync(path)
  }
}
