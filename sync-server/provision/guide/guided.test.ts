import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { suggestedAccount } from './first-commander.ts'
import { unitsLike } from './choose-unit.ts'
import { writePasswordSheet } from './password-sheet.ts'
import { openTerminal } from './terminal.ts'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const idsLike = (query: string, day = '2026-11-29') => unitsLike(query, day).map(({ id }) => id)

test('a unit is found by plain letters, by its kind, and by the name of what went into it', () => {
  expect(idsLike('phong hiep')).toEqual(['xa-phong-hiep'])
  expect(idsLike('XÃ PHONG HIỆP')).toEqual(['xa-phong-hiep'])
  expect(idsLike('lang tron')[0]).toBe('phuong-lang-tron')
  expect(idsLike('phong tan')).toContain('phuong-lang-tron')
  expect(idsLike('khong co don vi nay')).toEqual([])
  // Of units that are no more only their successors.
  expect(idsLike('lang tron').every((id) => !id.includes('.'))).toBe(true)
})

test('the suggested account names a unit and nobody', () => {
  const suggested = new Set(Array.from({ length: 20 }, () => suggestedAccount({ id: 'xa-phong-hiep' })))
  expect(suggested.size).toBeGreaterThan(15)
  for (const account of suggested) expect(account).toMatch(/^ph-[a-z0-9]{4}$/)
})

test('what is hidden is not shown while it is typed, and an end of input stops', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()]
  Object.assign(input, { isTTY: true, setRawMode: () => input })
  const shown: string[] = []
  output.on('data', (chunk: Buffer) => shown.push(chunk.toString()))
  const terminal = openTerminal(input as never, output as never)
  const secret = terminal.ask('Mật khẩu:', { hidden: true })
  input.write('bi-mat-lam\r')
  expect(await secret).toBe('bi-mat-lam')
  const name = terminal.ask('Họ tên:')
  input.write('  Tư Khởi \r'.normalize('NFD'))
  expect(await name).toBe('Tư Khởi')
  expect(shown.join('')).not.toContain('bi-mat')
  expect(shown.join('').normalize('NFC')).toContain('Tư Khởi')
  const never = terminal.ask('Nữa:')
  terminal.close()
  await expect(never).rejects.toThrow('Chưa thay đổi gì')
})

test('a sheet of passwords is its owner’s alone, and whatever a name contains', () => {
  const folder = mkdtempSync(join(tmpdir(), 'antt-'))
  try {
    const rolesByUnit = new Map([['xa-a', ['keeper' as const]]])
    const account = { account: 'a-1', password: 'abcd-efgh-ijkm', name: '<b>Bé & "Tư"</b>', rolesByUnit }
    const units = [{ id: 'xa-a', kind: 'xã', name: 'A' }]
    const file = writePasswordSheet(join(folder, 'new'), [account], units, Date.UTC(2026, 10, 29))
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('&lt;b&gt;Bé &amp; &quot;Tư&quot;&lt;/b&gt;')
    for (const said of ['a-1', 'abcd-efgh-ijkm', 'xã A']) expect(text).toContain(said)
    // Nothing is written over.
    expect(() => writePasswordSheet(join(folder, 'new'), [account], units, Date.UTC(2026, 10, 29))).toThrow(
      'Chưa thay đổi gì'
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})
