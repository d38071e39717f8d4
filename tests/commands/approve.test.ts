import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseName } from '#lib/domain/database-names.ts'
import { deviceCode } from '#lib/domain/devices/device-code.ts'
import { asTaken, TestDevice } from '../facts.ts'
import { startTestStack } from '../stack.ts'

const unit = 'xa-phong-hiep'
const [chief, keeper] = [new TestDevice('truong'), new TestDevice('giu-cong')]
const dataDir = mkdtempSync(join(tmpdir(), 'antt-'))
beforeAll(async () => {
  const stack = await startTestStack({ dataDir, couch: null, mqttUrl: null })
  await stack.provision({
    units: [{ id: unit, name: 'Phong Hiệp', kind: 'xã' }],
    accounts: [
      {
        account: chief.account,
        password: 'mat-khau-1',
        name: 'A',
        rolesByUnit: new Map([[unit, ['commander']]])
      },
      {
        account: keeper.account,
        password: 'mat-khau-1',
        name: 'B',
        rolesByUnit: new Map([[unit, ['keeper']]])
      }
    ],
    gates: []
  })
  const docs = [chief, keeper].map((device) => asTaken(device.enrolment(unit), stack.tools.seals))
  await stack.couch.nano.use(databaseName(unit, 'directory', '')).bulk({ docs } as never)
  await stack.stop()
})
afterAll(() => rmSync(dataDir, { recursive: true }))

const approve = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { PATH: process.env.PATH, DATA_DIR: dataDir }
    const file = new URL('../../sync-server/provision/approve-command.ts', import.meta.url).pathname
    execFile(process.execPath, ['--import', 'tsx', file, ...args], { env }, (problem, out, err) =>
      resolve({ code: problem ? Number(problem.code) : 0, out, err })
    )
  })

test('the first commander’s phone is certified by its code, and no keeper’s', async () => {
  const code = deviceCode(chief.id)
  expect((await approve('--unit', unit)).out).toMatch(new RegExp(`^${code}  truong  Máy thử  \\S+\n$`))
  const wrong = await approve('--unit', unit, '--phone', keeper.id)
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('Chưa duyệt máy nào')])
  const dashed = await approve('--unit', unit, '--phone', '-aBc')
  expect([dashed.code, dashed.err]).toEqual([1, expect.stringContaining('“-aBc”. Chưa duyệt máy nào')])
  expect((await approve('--unit', unit, '--phone', code)).out).toMatch(/^Đã duyệt: .*truong/)
  expect((await approve('--unit', unit)).out).toMatch(/^Không có máy nào chờ cấp tỉnh duyệt/)
})

test('a keeper’s phone waits for the province where the only commander has reset the password, and no longer than that', async () => {
  const fresh = new TestDevice(keeper.account)
  const reset = chief.fact(unit, 'directory', 'directory.password-reset', `account/${keeper.account}`, {
    account: keeper.account
  })
  const stack = await startTestStack({ dataDir, couch: null, mqttUrl: null })
  const docs = [reset, fresh.enrolment(unit)].map((fact) => asTaken(fact, stack.tools.seals))
  await stack.couch.nano.use(databaseName(unit, 'directory', '')).bulk({ docs } as never)
  await stack.stop()
  const code = deviceCode(fresh.id)
  expect((await approve('--unit', unit)).out).toContain(`${code}  giu-cong  `)
  expect((await approve('--unit', unit, '--phone', code)).out).toMatch(/^Đã duyệt: .*giu-cong/)
  expect((await approve('--unit', unit)).out).not.toContain(code)
})

test.each([
  [[], /^Cách dùng: npm run approve/],
  [['--unit', 'xa-la'], /không có khóa gốc của “xa-la”/]
])('%j: one clear sentence', async (args, sentence) => {
  const { code, err } = await approve(...args)
  expect([code, err]).toEqual([1, expect.stringMatching(sentence)])
})
