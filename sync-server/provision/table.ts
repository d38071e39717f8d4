import { parse, type Info } from 'csv-parse/sync'

export interface TableRow<Column extends string> {
  /** The line number in an editor; the header is line 1. */
  line: number
  cells: Record<Column, string>
}

/** Names a column and what is wrong in its cell. */
export interface Wrong {
  column: string
  what: string
}

/** The problem, as words that follow the line number, and the column where it is one cell's. */
export interface RowProblem {
  line: number
  column?: string
  what: string
}

/** All rows of a list, or every problem with it and no rows. */
export type ListResult<T> = { rows: T[]; problems: string[] }

export type IsUnit = (unit: string) => boolean

/** Returns the rows, unless there are problems: then these as sentences, by line. */
export function reading<T>(rows: T[], problems: RowProblem[]): ListResult<T> {
  const inOrder = [...problems].sort((a, b) => a.line - b.line)
  return {
    rows: problems.length > 0 ? [] : rows,
    problems: inOrder.map(
      ({ line, column, what }) => `Dòng ${line}${column ? `, cột ${column}` : ''}: ${what}`
    )
  }
}

/** Returns the sentences whose condition holds, so that all problems of a line are reported at once. */
export const those = (...sentences: [column: string, holds: boolean, what: string][]): Wrong[] =>
  sentences.flatMap(([column, holds, what]) => (holds ? { column, what } : []))

export const noUnit = (unit: string) =>
  `không có đơn vị “${unit}”; viết mã như xa-phong-hiep, tìm mã bằng npm run provision.`

type CsvRecord = { info: Info; record: string[] }

/**
 * Reads a CSV with a header row and these columns, in any order, of which `optional` may be left out and are empty then; separated by commas or semicolons as in the
 * header. Trims cells and normalises them to NFC.
 * @returns rows and problems; only the problem when the header or the quotation marks are wrong
 */
export function readTable<const Column extends string>(
  text: string,
  columns: readonly Column[],
  optional: readonly Column[] = []
): { lines: TableRow<Column>[]; problems: RowProblem[] } {
  const rows = rowsOf(text.normalize('NFC'))
  if (!Array.isArray(rows)) return { lines: [], problems: [rows] }
  const [header, ...rest] = rows
  const names = header?.record ?? []
  const wrong = wrongHeader(names, columns, optional)
  if (wrong) return { lines: [], problems: [{ line: 1, what: wrong }] }
  if (rest.length === 0)
    return { lines: [], problems: [{ line: 2, what: 'bảng không có dòng nào sau dòng tiêu đề.' }] }
  const isWhole = ({ record }: CsvRecord) => record.length === names.length
  const lines = rest.filter(isWhole).map(({ info, record }) => ({
    line: info.lines,
    cells: Object.fromEntries([
      ...optional.map((column) => [column, '']),
      ...names.map((column, i) => [column, record[i]])
    ]) as Record<Column, string>
  }))
  return {
    lines,
    problems: rest
      .filter((row) => !isWhole(row))
      .map(({ info, record }) => ({
        line: info.lines,
        what: `không đọc được (số ô khác với dòng tiêu đề: ${record.length} thay vì ${names.length}).`
      }))
  }
}

function rowsOf(text: string): CsvRecord[] | RowProblem {
  let read = 0
  try {
    // The types do not know `info`.
    return parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      info: true,
      trim: true,
      // Checked afterwards, so that one such line does not hide others.
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record, { lines }) => ((read = lines), record)
    }) as unknown as CsvRecord[]
  } catch (problem) {
    const { code, lines } = problem as { code?: string; lines?: number }
    // An unclosed quotation mark swallows the rest: it is in the line after the last one read.
    const line = code === 'CSV_QUOTE_NOT_CLOSED' ? read + 1 : (lines ?? read + 1)
    return { line, what: `không đọc được (${reasons[code ?? ''] ?? 'bảng không đúng dạng CSV'}).` }
  }
}

const quotes = 'dấu ngoặc kép đặt sai hoặc chưa đóng'
const reasons: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: quotes,
  CSV_INVALID_CLOSING_QUOTE: quotes,
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: quotes,
  INVALID_OPENING_QUOTE: quotes
}

/** Detects the separator from the header: Excel in a Vietnamese locale writes semicolons, and cells may then contain commas. */
const delimiterOf = (text: string) => (/^[^\r\n]*;/.test(text) ? ';' : ',')

function wrongHeader(
  header: readonly string[],
  columns: readonly string[],
  optional: readonly string[]
): string | null {
  const missing = columns.filter((column) => !header.includes(column) && !optional.includes(column))
  if (missing.length > 0) return `thiếu cột ${missing.join(', ')}.`
  const unknown = header.filter((column) => !columns.includes(column))
  if (unknown.length > 0) return `không có cột “${unknown.join('”, “')}”; các cột là: ${columns.join(', ')}.`
  return new Set(header).size < header.length ? 'có cột bị ghi hai lần.' : null
}
