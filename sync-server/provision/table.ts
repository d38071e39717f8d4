import { parse } from 'csv-parse/sync'

export interface Line<Column extends string> {
  /** As an editor counts them: the header is line 1. */
  line: number
  cells: Record<Column, string>
}

/**
 * Reads a table: UTF-8 with or without BOM, a header row, commas; cells trimmed and in NFC.
 * @returns its lines, or one sentence that says what is wrong and where
 */
export function readTable<const Column extends string>(
  text: string,
  columns: readonly Column[]
): { lines: Line<Column>[]; problem?: undefined } | { problem: string } {
  let rows: { info: { lines: number }; record: Record<string, string> }[]
  try {
    rows = parse(text.normalize('NFC'), {
      // Excel in a Vietnamese locale writes semicolons.
      delimiter: [',', ';'],
      bom: true,
      columns: true,
      info: true,
      trim: true,
      skip_empty_lines: true
    })
  } catch (problem) {
    const { lines, message } = problem as Error & { lines?: number }
    return { problem: `Dòng ${lines ?? '?'}: không đọc được (${message}).` }
  }
  const header = Object.keys(rows[0]?.record ?? {})
  if (rows.length === 0) return { problem: 'Bảng không có dòng nào sau dòng tiêu đề.' }
  const missing = columns.filter((column) => !header.includes(column))
  if (missing.length > 0) return { problem: `Dòng 1: thiếu cột ${missing.join(', ')}.` }
  const lines = rows.map(({ info, record }) => ({
    line: info.lines,
    cells: record as Record<Column, string>
  }))
  return { lines }
}
