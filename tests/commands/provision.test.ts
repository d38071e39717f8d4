import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'antt-'))
  const write = (name: string, ...lines: string[]) => writeFileSync(join(folder, name), lines.join('\r\n'))
  write(
    'tot.csv',
    '\uFEFFaccount,password,name,known_as,unit,role',
    'a-1,mat-khau-1,Lê Thị Bé,,xa-phong-hiep,officer'
  )
  const gate = 'gate,unit,name,kind,place,keepers\r\ng-1,xa-phong-hiep,C\xf4ng 1,hand,,'
  writeFileSync(join(folder, 'cong-1258.csv'), gate, 'latin1')
  write('so-truc.csv', 'unit,police,committee', 'phuong-lang-tron,0900 000 001,')
  write('cong.csv', 'gate,unit,name,kind,place,keepers', 'g-1,xa-phong-hiep,Cổng 1,hand,,a-1')
  write(
    'sai.csv',
    'account,password,name,known_as,unit,role',
    'a-2,mat-khau-2,A,,xa-khong-co,officer',
    'a-3,x,B,,xa-phong-hiep,vua'
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

const main = new URL('../../sync-server/provision/provision-command.ts', import.meta.url).pathname
const answer = (lines: readonly string[], ...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { PATH: process.env.PATH, DATA_DIR: join(folder, 'data') }
    const { stdin } = execFile(
      process.execPath,
      ['--import', 'tsx', main, ...args],
      { env },
      (problem, out, err) => resolve({ code: problem ? Number(problem.code) : 0, out, err })
    )
    stdin!.end(lines.map((line) => `${line}\n`).join(''))
  })
const provision = (...args: string[]) => answer([], ...args)
const sheets = () => readdirSync(join(folder, 'data')).filter((name) => name.startsWith('phieu-mat-khau'))
const path = (name: string) => join(folder, name)

test('a right list is carried out, and again changes nothing', async () => {
  const lists = [
    '--accounts',
    path('tot.csv'),
    '--gates',
    path('cong.csv'),
    '--contacts',
    path('so-truc.csv')
  ]
  const args = [...lists, '--units', 'phuong-lang-tron']
  const first = await provision(...args)
  expect([first.code, first.err]).toEqual([0, ''])
  expect(first.out).toMatch(/^Đã tạo 30 cơ sở dữ liệu, .* ghi 1 tài khoản và 15 mục danh bạ/)
  expect((await provision(...args)).out.trim()).toBe('Mọi thứ đã đúng, không có gì phải thay đổi.')
})

test('no second root is made for a unit whose root key lies elsewhere', async () => {
  const roots = join(folder, 'data', 'roots')
  renameSync(roots, `${roots}.away`)
  const { code, err } = await provision('--units', 'phuong-lang-tron')
  expect([code, err]).toEqual([1, expect.stringContaining('Khóa gốc của “phuong-lang-tron” không có')])
  expect(readdirSync(join(folder, 'data'))).not.toContain('roots')
  renameSync(`${roots}.away`, roots)
  expect((await provision('--units', 'phuong-lang-tron')).code).toBe(0)
})

test('an account without a password gets one on a sheet, once, and nowhere else', async () => {
  const list = ['account,password,name,known_as,unit,role', 'a-5,,Lê Thị Năm,,xa-phong-hiep,officer']
  writeFileSync(path('khong-mat-khau.csv'), list.join('\n'))
  const { code, out, err } = await provision('--accounts', path('khong-mat-khau.csv'))
  expect([code, err, sheets().length]).toEqual([0, '', 1])
  const file = join(folder, 'data', sheets()[0]!)
  const [, password] = />Mật khẩu lần đầu<\/dt><dd>([^<]*)</.exec(readFileSync(file, 'utf8'))!
  expect(password).toMatch(/^([a-z2-9]{4}-){2}[a-z2-9]{4}$/)
  expect(out).toContain(file)
  expect(out).not.toContain(password)
  await provision('--accounts', path('khong-mat-khau.csv'))
  expect(sheets()).toHaveLength(1)
})

test('a keeper whose account nobody has changes nothing', async () => {
  writeFileSync(path('la.csv'), 'gate,unit,name,kind,place,keepers\ng-9,xa-phong-hiep,Cổng 9,hand,,a-1 a-9')
  const { code, err } = await provision('--gates', path('la.csv'))
  expect([code, err]).toEqual([1, 'Cổng g-9: không có tài khoản “a-9”.\nChưa thay đổi gì.\n'])
})

test('nor does a machine whose account nobody has', async () => {
  writeFileSync(
    path('la.csv'),
    'gate,unit,name,kind,place,keepers,agent\ng-9,xa-phong-hiep,Cổng 9,motor,,,a-9'
  )
  const { code, err } = await provision('--gates', path('la.csv'))
  expect([code, err]).toEqual([1, 'Cổng g-9: không có tài khoản “a-9”.\nChưa thay đổi gì.\n'])
})

test('asked step by step: a wrong answer is asked again, and without a yes nothing is changed', async () => {
  const said = [
    '||khong co dau ca|vinh my|1|Tư Khởi|vm-1234|Lê Quốc Thắng||Trung tá|',
    '31/12/2026|2026-12-31|gọi Tư|0290 3000 113||gọi Ba|ba@don-vi.vn'
  ].flatMap((line) => line.split('|'))
  const before = readdirSync(join(folder, 'data', 'roots'))
  const no = await answer([...said, 'không'], '--ask')
  expect([no.code, no.err]).toEqual([1, 'Đã dừng. Chưa thay đổi gì.\n'])
  for (const expected of [
    'Không tìm thấy',
    'Chỉ gồm a–z',
    'Một ngày có thật',
    'Cần 3 tới 15 chữ số',
    'Viết như ten@'
  ])
    expect(no.out).toContain(expected)
  expect(no.out).toMatch(
    /Chỉ huy: Trung tá Lê Quốc Thắng, Trưởng Công an xã; .* vm-1234; đến hết ngày 2026-12-31/
  )
  const stopped = await answer(said.slice(0, 5), '--ask')
  expect([stopped.code, stopped.err]).toEqual([1, 'Đã dừng giữa chừng. Chưa thay đổi gì.\n'])
  expect([readdirSync(join(folder, 'data', 'roots')), sheets().length]).toEqual([before, 1])

  const yes = await answer([...said, 'có'], '--ask')
  expect([yes.code, yes.err, sheets().length]).toEqual([0, '', 2])
  for (const told of [
    'Cất vào két:',
    '/roots/',
    'BACKUP_PASSPHRASE',
    'shred -u',
    'npm run approve',
    'npm start'
  ])
    expect(yes.out).toContain(told)
  const keys = join(folder, 'data', 'push-keys.json')
  expect(statSync(keys).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(folder, 'data', 'push-contact'), 'utf8')).toBe('mailto:ba@don-vi.vn')
  const text = sheets().map((name) => readFileSync(join(folder, 'data', name), 'utf8'))
  const passwords = text.map((sheet) => />Mật khẩu lần đầu<\/dt><dd>([^<]*)</.exec(sheet)![1]!)
  for (const password of passwords) expect(yes.out).not.toContain(password)
})

test('a right list of accounts is not carried out beside a wrong one of gates', async () => {
  const { code, out, err } = await provision('--accounts', path('tot.csv'), '--gates', path('cong-1258.csv'))
  expect([code, out]).toEqual([1, ''])
  expect(err).toMatch(/cong-1258\.csv: Dòng 2: chữ không phải UTF-8.*\nChưa thay đổi gì\./)
})

test('every wrong line is named, and nothing is changed', async () => {
  const { code, out, err } = await provision('--accounts', path('sai.csv'))
  expect([code, out]).toEqual([1, ''])
  expect(err.trim().split('\n')).toEqual([
    expect.stringMatching(/sai\.csv: Dòng 2, cột unit: không có đơn vị “xa-khong-co”/),
    expect.stringMatching(/sai\.csv: Dòng 3, cột password: mật khẩu của a-3 ngắn hơn/),
    expect.stringMatching(/sai\.csv: Dòng 3, cột role: không có vai trò “vua”/),
    'Chưa thay đổi gì.'
  ])
})

test.each([
  [[], /^Cách dùng: /],
  [['--la', 'x'], /^Cách dùng: /],
  [['--accounts', '/khong/co.csv'], /^\/khong\/co\.csv: không đọc được tệp\.\nChưa thay đổi gì/],
  [['--units', 'xa-la'], /không có đơn vị “xa-la”/]
])('%j: one clear sentence', async (args, sentence) => {
  const { code, err } = await provision(...args)
  expect(code).toBe(1)
  expect(err).toMatch(sentence)
})
