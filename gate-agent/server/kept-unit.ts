import { AgentStartProblem } from '../agent-config.ts'
import { readWritten } from '../disk/read.ts'
import { replaceFile } from '../disk/replace.ts'

/**
 * Keeps in a data folder to which unit it belongs. Its key, the pinned root, the people it knows and the numbers of its
 * log are of that unit alone.
 * @throws AgentStartProblem when it belongs to another one
 */
export function keepUnit(path: string, unit: string): void {
  const kept = readWritten(path)
  if (kept === unit) return
  if (kept !== null)
    throw new AgentStartProblem(
      `Thư mục dữ liệu này của đơn vị ${kept}, không phải ${unit}. Cổng sang đơn vị khác thì đặt “dataDir” mới, chỉ huy ở đó duyệt lại máy.`
    )
  replaceFile(path, unit)
}
