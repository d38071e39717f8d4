import { expect, test } from 'vitest'
import { fineConducts, fineOn, finePeriods, fines } from './fines.ts'

const million = 1_000_000

test('the band of the day of the offence counts, on its first and last day too', () => {
  expect(fineOn('receipt', '2025-12-14')).toMatchObject({ decree: 'NĐ 144/2021/NĐ-CP', article: 'Điều 16' })
  expect(fineOn('receipt', '2025-12-15')).toMatchObject({ decree: 'NĐ 282/2025/NĐ-CP', article: null })
  expect(fineOn('notice', '2022-01-01')).toMatchObject({ least: 5 * million, most: 10 * million })
  expect(fineOn('notice', '2021-12-31')).toBeNull()
})

test('what was not read in a source says so, and what is not known is no number', () => {
  const on = (day: string) => fineConducts.map((conduct) => fineOn(conduct, day)?.verified ?? null)
  expect(on('2024-06-01')).toEqual([true, true, true, true, true, true, true, true, false])
  expect(on('2026-06-01')).toEqual([true, true, true, false, false, false, false, null, null])
})

test('no conduct has two bands on one day, and no band is upside down', () => {
  for (const a of fines) {
    expect(a.least).toBeLessThanOrEqual(a.most)
    const others = fines.filter((b) => b !== a && b.conduct === a.conduct)
    for (const b of others) expect(b.from > (a.until ?? '9') || (b.until ?? '9') < a.from).toBe(true)
  }
  expect(finePeriods()).toEqual([
    { from: '2025-12-15', until: null },
    { from: '2022-01-01', until: '2025-12-14' }
  ])
})

const sources = import.meta.glob<string>(['/src/**/*.{ts,svelte}', '/sync-server/**/*.ts'], {
  eager: true,
  query: '?raw',
  import: 'default'
})

test('a fine is shown on the host’s page alone: no reminder, push or paper can have one', () => {
  const reading = (of: RegExp) =>
    Object.entries(sources)
      .filter(([file, text]) => !file.endsWith('.test.ts') && of.test(text))
      .map(([file]) => file)
  expect(reading(/law\/fines\.ts/)).toEqual([
    '/src/lib/app/hui/host-figures.ts',
    '/src/lib/i18n/hui/law/law-vi.ts'
  ])
  expect(reading(/\b(?:fineOn|finePeriods)\b/)).toEqual([
    '/src/lib/app/hui/host-figures.ts',
    '/src/lib/domain/hui/law/fines.ts',
    '/src/routes/(hui)/hui/person/[id]/Fines.svelte'
  ])
  expect(reading(/\bt\.fines\b/)).toEqual(['/src/routes/(hui)/hui/person/[id]/Fines.svelte'])
})
