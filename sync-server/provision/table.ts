import { parse, type Info } from 'csv-parse/sync'

export interface Line<Column extends string> {
  /** As an editor counts them: the header is line 1. */
  line: number
  cells: Record<Column, string>
}

type Row = { info: Info; record: string[] }

/**
 * Reads a table with exactly these columns, in any order: a header row, commas or semicolons as the header has them;
 * cells trimmed and in NFC.
 * @returns its lines, or one sentence that says what is wrong and where
 */
export function readTable<const Column extends string>(
  text: string,
  columns: readonly Column[]
): { lines: Line<Column>[]; problem?: undefined } | { problem: string } {
  const rows = rowsOf(text.normalize('NFC'))
  if (typeof rows === 'string') return { problem: rows }
  const [header, ...rest] = rows
  const wrong = wrongHeader(header?.record ?? [], columns)
  if (wrong) return { problem: `Dòng 1: ${wrong}` }
  if (rest.length === 0) return { problem: 'Dòng 2: bảng không có dòng nào sau dòng tiêu đề.' }
  const lines = rest.map(({ info, record }) => ({
    line: info.lines,
    cells: Object.fromEntries(header!.record.map((column, i) => [column, record[i]])) as Record<
      Column,
      string
    >
  }))
  return { lines }
}

function rowsOf(text: string): Row[] | string {
  let read = 0
  try {
    // The types know no `info`.
    return parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      on_record: (record, { lines }) => ((read = lines), record)
    }) as unknown as Row[]
  } catch (problem) {
    const { code, lines } = problem as { code?: string; lines?: number }
    // An open quotation mark swallows all that follows: it stands in the line after the last that could be read.
    const line = code === 'CSV_QUOTE_NOT_CLOSED' ? read + 1 : (lines ?? read + 1)
    return `Dòng ${line}: không đọc được (${reasons[code ?? ''] ?? 'bảng không đúng dạng CSV'}).`
  }
}

const quotes = 'dấu ngoặc kép đặt sai hoặc chưa đóng'
const reasons: Record<string, string> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'số ô khác với dòng tiêu đề',
  CSV_QUOTE_NOT_CLOSED: quotes,
  CSV_INVALID_CLOSING_QUOTE: quotes,
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: quotes,
  INVALID_OPENING_QUOTE: quotes
}

/** Excel in a Vietnamese locale writes semicolons; the other mark may then stand inside a name or a password. */
const delimiterOf = (text: string) => (/^[^\r\n]*;/.test(text) ? ';' : ',')

function wrongHeader(header: readonly string[], columns: readonly string[]): string | null {
  const missing = columns.filter((column) => !header.includes(column))
  if (missing.length > 0) return `thiếu cột ${missing.join(', ')}.`
  const unknown = header.filter((column) => !columns.includes(column))
  if (unknown.length > 0) return `không có cột “${unknown.join('”, “')}”; các cột là: ${columns.join(', ')}.`
  return header.length > columns.length ? 'có cột bị ghi hai lần.' : null
}
