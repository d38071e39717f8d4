import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseName, quarterAfter, quarterStart } from '#lib/domain/database-names.ts'
import { openCouch } from '../../sync-server/couch.ts'
import { validator } from '../../sync-server/gatekeeper/validator.ts'
import { provisionDatabases } from '../../sync-server/provision/provision.ts'

const root = mkdtempSync(join(tmpdir(), 'antt-'))
const dataDir = join(root, 'a')
const [old, young] = [-20, -3].map((by) => quarterAfter(Date.now(), by))
afterAll(() => rmSync(root, { recursive: true }))

const run = (script: string, args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { PATH: process.env.PATH, DATA_DIR: dataDir }
    const file = new URL(script, import.meta.url).pathname
    execFile(process.execPath, ['--import', 'tsx', file, ...args], { env }, (problem, out, err) =>
      resolve({ code: problem ? Number(problem.code) : 0, out, err })
    )
  })
const remove = (quarter: string, ...more: string[]) =>
  run('../../sync-server/retention/remove-quarter-command.ts', [
    '--unit',
    'xa-phong-hiep',
    '--book',
    'gates',
    '--quarter',
    quarter,
    ...more
  ])

beforeAll(async () => {
  writeFileSync(
    join(root, 'tk.csv'),
    'account,password,name,known_as,unit,role\na-1,mat-khau-1,A,,xa-phong-hiep,officer'
  )
  const { code } = await run('../../sync-server/provision/provision-command.ts', [
    '--accounts',
    join(root, 'tk.csv')
  ])
  expect(code).toBe(0)
  const couch = await openCouch(null, dataDir)
  const tools = { couch, validator: await validator() }
  for (const quarter of [old!, young!])
    await provisionDatabases(['xa-phong-hiep'], { ...tools, now: () => quarterStart(quarter) })
  await couch.stop()
})

test('an old quarter is looked at first, then removed, with who wanted it', async () => {
  expect(await remove(old!, '--check')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/: 0 bản ghi, 0 ảnh\. Bỏ được\.$/m)
  })
  expect((await remove(old!)).err).toMatch(/^Cách dùng: npm run remove-quarter/)
  expect(await remove(old!, '--by', 'Lê Quốc Thắng')).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^Đã bỏ sổ/)
  })
  const couch = await openCouch(null, dataDir)
  expect(await couch.nano.db.list()).not.toContain(databaseName('xa-phong-hiep', 'gates', old!))
  await couch.stop()
  // A second removal by somebody else reports who did the first, and is no error.
  expect(await remove(old!, '--by', 'A')).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^Sổ gates .* đã được bỏ từ trước, lúc .*, người bỏ: Lê Quốc Thắng; /)
  })
  const never = quarterAfter(Date.now(), -30)
  expect(await remove(never, '--by', 'A')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^Trên máy chủ không có sổ gates/)
  })
})

test('one whose time is not over goes only with a reason, one that phones read not even then', async () => {
  expect((await remove(young!, '--by', 'A')).err).toMatch(/chưa đủ/)
  const last = quarterAfter(Date.now(), -1)
  expect((await remove(quarterAfter(Date.now(), 0), '--by', 'A', '--anyway', 'x')).err).toMatch(
    /^Quý này chưa hết/
  )
  expect((await remove(last, '--by', 'A', '--anyway', 'x')).err).toMatch(/không có sổ|Điện thoại còn đọc/)
  expect(await remove(young!, '--by', 'A', '--anyway', 'Theo công văn')).toMatchObject({ code: 0 })
})
