import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { LogMatch } from '#lib/app/gates/log-search.ts'
import { gateWords } from '#lib/i18n/gates/gates.ts'
import { signatureWords } from '#lib/i18n/signatures.ts'
import { csvOf } from './csv.ts'

const t = gateWords
const fact = { id: '01936a1c-8f2f-7abc-8def-0123456789ab', at: '2026-11-24T15:15:00.000Z', by: 'giu' }
const note = (reason: string): LogMatch =>
  ({
    gate: 'cong-1b',
    entry: { kind: 'claim', fact, note: { what: 'closed', reason, who: 'Tư Khởi' } }
  }) as LogMatch
const names = {
  gateName: () => 'Cổng 1B',
  nameOf: (account: string) => account,
  signed: () => 'changed' as const,
  signatures: signatureWords
}
const rows = (...found: LogMatch[]) => parse(csvOf(found, t, names), { bom: true }) as string[][]

test('a table with a byte order mark, its headings, and every diacritic', () => {
  const text = csvOf([note('Đóng theo giờ')], t, names)
  expect(text.startsWith('\uFEFF"Ngày","Giờ","Cổng"')).toBe(true)
  expect(rows(note('Đóng theo giờ, đã báo "ca trực"\nxong'))[1]!.slice(0, 6)).toEqual([
    '24/11/2026',
    '22:15',
    'Cổng 1B',
    'Đã đóng',
    'Tư Khởi',
    'Đóng theo giờ, đã báo "ca trực"\nxong'
  ])
})

test('nothing that somebody wrote becomes a formula', () => {
  for (const text of ['=1+1', '+84900000001', '-2', '@SUM(A1)', '\t=1'])
    expect(rows(note(text))[1]![5]).toBe(`'${text}`)
})

test('35 a line whose signature does not match says so in the table too', () => {
  const [headings, row] = rows(note('Đóng theo giờ'))
  expect([headings!.at(-1), row!.at(-1)]).toEqual(['Chữ ký', 'KHÔNG KHỚP'])
})
