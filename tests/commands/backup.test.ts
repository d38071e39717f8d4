import { execFile, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openCouch } from '../../sync-server/couch.ts'
import { nullIfMissing } from '../../sync-server/provision/apply.ts'

const root = mkdtempSync(join(tmpdir(), 'antt-'))
const path = (...names: string[]) => join(root, ...names)
afterAll(() => rmSync(root, { recursive: true }))

interface Ended {
  code: number
  out: string
  err: string
}

const environment = (dataDir: string, more = {}) => ({
  PATH: process.env.PATH,
  DATA_DIR: path(dataDir),
  BACKUP_PASSPHRASE: 'cây dừa nước',
  ...more
})

/** Runs a command as an operator does. */
const spawned = (script: string, dataDir: string, args: string[]) =>
  new Promise<Ended>((resolve) => {
    const file = new URL(script, import.meta.url).pathname
    const env = environment(dataDir)
    execFile(process.execPath, ['--import', 'tsx', file, ...args], { env }, (problem, out, err) =>
      resolve({ code: problem ? Number(problem.code) : 0, out, err })
    )
  })

/** Runs a command in this process: one of its own takes a second to start, which each command does once below. */
async function run(script: string, dataDir: string, args: string[], more = {}): Promise<Ended> {
  const { argv, env, exitCode } = process
  const said = { log: [] as string[], error: [] as string[] }
  const spies = (['log', 'error'] as const).map((stream) =>
    vi.spyOn(console, stream).mockImplementation((line: string) => void said[stream].push(`${line}\n`))
  )
  process.argv = [process.execPath, script, ...args]
  process.env = environment(dataDir, more)
  process.exitCode = 0
  try {
    // Under a new name it is read anew, and runs.
    await import(`${script}?run=${randomUUID()}`)
    return { code: process.exitCode, out: said.log.join(''), err: said.error.join('') }
  } finally {
    Object.assign(process, { argv, env, exitCode })
    for (const spy of spies) spy.mockRestore()
  }
}
const backup = (dataDir: string, ...args: string[]) =>
  run('../../sync-server/backup/backup-command.ts', dataDir, args)
const restore = (dataDir: string, ...args: string[]) =>
  run('../../sync-server/backup/restore-command.ts', dataDir, args)

let folder: string
beforeAll(async () => {
  const rows = ['a-1,mat-khau-1,A,,xa-phong-hiep,officer', 'a-2,mat-khau-2,B,,phuong-lang-tron,ubnd']
  writeFileSync(path('tk.csv'), ['account,password,name,known_as,unit,role', ...rows].join('\n'))
  const provisioned = await spawned('../../sync-server/provision/provision-command.ts', 'a', [
    '--accounts',
    path('tk.csv')
  ])
  expect(provisioned).toMatchObject({ code: 0, err: '' })
})

test('a server is saved by one command, looked through by another, and comes back on an empty machine by a third', async () => {
  const saved = await spawned('../../sync-server/backup/backup-command.ts', 'a', ['--to', path('luu')])
  expect(saved).toMatchObject({ code: 0, err: '' })
  expect(saved.out).toMatch(
    /^Đã sao lưu vào .*: 31 cơ sở dữ liệu, \d+ tài liệu, 0 dấu đã xóa\.\n.*giữ ở nơi có khóa/
  )
  folder = path('luu', readdirSync(path('luu'))[0]!)
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)

  const whole = /^Bản sao lưu lúc \d{4}-.*Z nguyên vẹn: 31 cơ sở dữ liệu/
  expect((await backup('khong-co', '--check', folder)).out).toMatch(whole)
  expect((await restore('khong-co', '--from', folder, '--check')).out).toMatch(whole)
  expect(readdirSync(root)).not.toContain('khong-co')

  const restored = await spawned('../../sync-server/backup/restore-command.ts', 'b', ['--from', folder])
  expect(restored).toMatchObject({ code: 0, err: '' })
  expect(restored.out).toMatch(
    /^Đã khôi phục 31 cơ sở dữ liệu vào thư mục dữ liệu \S+\/b \(mới tạo\): thêm [1-9]\d* tài liệu, .*\nBây giờ hãy chạy lại máy chủ/
  )
  expect((await restore('b', '--from', folder)).out).toMatch(/dữ liệu \S+\/b: thêm 0 tài liệu/)
})

test('of a folder in which no server ran nothing is saved, and nothing is made', async () => {
  const { code, err } = await backup('go-sai', '--to', path('luu'))
  expect(code).toBe(1)
  expect(err).toMatch(/^Trong \S+\/go-sai không có dữ liệu của máy chủ\. .*Chưa tạo gì\.$/m)
  expect(readdirSync(root)).not.toContain('go-sai')
})

test('one unit alone, with its accounts, out of the backup of a server', async () => {
  expect((await restore('c', '--from', folder, '--unit', 'xa-phong-hiep')).code).toBe(0)
  const couch = await openCouch(null, path('c'))
  const names = await couch.nano.db.list()
  expect(names).toContain('antt-xa-phong-hiep-hui')
  expect(names.filter((name) => name.startsWith('antt-phuong'))).toEqual([])
  const users = couch.nano.use('_users')
  const there = ['a-1', 'a-2'].map(
    async (name) => (await nullIfMissing(users.get(`org.couchdb.user:${name}`))) !== null
  )
  expect(await Promise.all(there)).toEqual([true, false])
  await couch.stop()
})

test('a folder that a running server uses is not touched, and the operator hears what to do', async () => {
  const running = await openCouch(null, path('a'))
  const [saved, restored] = await Promise.all([
    spawned('../../sync-server/backup/backup-command.ts', 'a', ['--to', path('luu')]),
    spawned('../../sync-server/backup/restore-command.ts', 'a', ['--from', folder])
  ])
  await running.stop()
  for (const { code, err } of [saved, restored]) {
    expect(code).toBe(1)
    expect(err).toMatch(/đang được một máy chủ khác dùng. Hãy tắt máy chủ đó trước\.$/m)
  }
  expect(readdirSync(path('luu'))).toHaveLength(1)
})

test('a broken backup is refused before any server is asked', async () => {
  const file = join(folder, 'antt-xa-phong-hiep-directory.jsonl.gz')
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.subarray(0, -20))
  const { code, err } = await restore('d', '--from', folder)
  writeFileSync(file, bytes)
  expect(code).toBe(1)
  expect(err).toMatch(/^Bản sao lưu hỏng: .*xa-phong-hiep-directory.* Chưa thay đổi gì\.$/m)
  expect(readdirSync(root)).not.toContain('d')
})

test.each([
  ['backup', [], /^Cách dùng: npm run backup/],
  ['backup', ['--to', 'x', '--check', 'y'], /^Cách dùng: npm run backup/],
  ['backup', ['--to', path('luu'), '--unit', 'xa-la'], /^Trên máy chủ không có đơn vị “xa-la”\.$/m],
  ['backup', ['--to', path('tk.csv')], /tk\.csv là một tệp, không phải thư mục\. Hãy chọn thư mục khác\.$/m],
  ['backup', ['--to', '/dev/null/x'], /^Không ghi được vào thư mục \/dev\/null\/x/],
  ['restore', [], /^Cách dùng: npm run restore/],
  ['restore', ['--form', 'x'], /^Cách dùng: npm run restore/],
  ['restore', ['--from', '/khong/co'], /^Trong \/khong\/co không có bản sao lưu trọn vẹn/]
])('npm run %s -- %j: one clear sentence', async (script, args, sentence) => {
  const { code, err } = await run(`../../sync-server/backup/${script}-command.ts`, 'a', args)
  expect(code).toBe(1)
  expect(err).toMatch(sentence)
})

test('of a unit that the backup has not nothing is restored', async () => {
  const { code, err } = await restore('d', '--from', folder, '--unit', 'xa-la')
  expect([code, err.trim()]).toEqual([1, 'Trong bản sao lưu không có đơn vị “xa-la”. Chưa thay đổi gì.'])
})

test('what killed backups left is cleared and told; one that is still written stays', async () => {
  const ended = spawnSync(process.execPath, ['-e', '']).pid
  const left = [
    `.antt-2026-11-25T01-30-00-000Z.${ended}.unfinished`,
    `.antt-2026-11-24T01-30-00-000Z.${ended}.unfinished`
  ]
  const running = `.antt-2026-11-25T01-31-00-000Z.${process.pid}.unfinished`
  for (const name of [...left, running]) {
    mkdirSync(path('luu-2', name), { recursive: true })
    writeFileSync(path('luu-2', name, '_users.jsonl.gz'), '')
  }
  // Of its own process: it asks whether those that began them still run.
  const { code, out } = await spawned('../../sync-server/backup/backup-command.ts', 'a', [
    '--to',
    path('luu-2')
  ])
  expect(code).toBe(0)
  expect(out).toMatch(/^Đã xóa 2 bản sao lưu dở dang do lần trước bị ngắt\.\nĐã sao lưu vào /)
  expect(readdirSync(path('luu-2'))).toEqual([running, expect.stringMatching(/^antt-/)])
})

test('accounts with the demo’s public password come back into a demo alone', async () => {
  const row = 'ph-truong,antt-demo,A,,xa-phong-hiep,commander'
  writeFileSync(path('thu.csv'), `account,password,name,known_as,unit,role\n${row}`)
  await run('../../sync-server/provision/provision-command.ts', 'thu', ['--accounts', path('thu.csv')])
  await backup('thu', '--to', path('luu-3'))
  const from = ['--from', path('luu-3', readdirSync(path('luu-3'))[0]!)]
  const { code, err } = await restore('that', ...from)
  expect(code).toBe(1)
  expect(err).toMatch(/^Bản sao lưu có tài khoản dùng thử .*: ph-truong\. .*chưa thay đổi gì\. .*DEMO=1/)
  expect(readdirSync(root)).not.toContain('that')
  expect((await run('../../sync-server/backup/restore-command.ts', 'thu-2', from, { DEMO: '1' })).code).toBe(
    0
  )
})
