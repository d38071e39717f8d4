import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { databaseName } from '#lib/domain/database-names.ts'
import { deviceCode } from '#lib/domain/devices/device-code.ts'
import { asDocument, TestDevice } from '../../tests/facts.ts'
import { startTestStack } from '../../tests/stack.ts'

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
  const docs = [chief, keeper].map((device) => asDocument(device.enrolment(unit)))
  await stack.couch.nano.use(databaseName(unit, 'directory', '')).bulk({ docs } as never)
  await stack.stop()
})
afterAll(() => rmSync(dataDir, { recursive: true }))

const approve = (...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { PATH: process.env.PATH, DATA_DIR: dataDir }
    const file = new URL('approve-command.ts', import.meta.url).pathname
    execFile(process.execPath, ['--import', 'tsx', file, ...args], { env }, (problem, out, err) =>
      resolve({ code: problem ? Number(problem.code) : 0, out, err })
    )
  })

test('the first commander’s phone is certified by its code, and no keeper’s', async () => {
  const code = deviceCode(chief.id)
  expect((await approve('--unit', unit)).out).toMatch(new RegExp(`^${code}  truong  Máy thử  \\S+\n$`))
  const wrong = await approve('--unit', unit, '--phone', keeper.id)
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('Chưa duyệt máy nào')])
  expect((await approve('--unit', unit, '--phone', code)).out).toMatch(/^Đã duyệt: .*truong/)
  expect((await approve('--unit', unit)).out).toMatch(/^Không có máy chỉ huy nào chờ duyệt/)
})

test.each([
  [[], /^Cách dùng: npm run approve/],
  [['--unit', 'xa-la'], /không có khóa gốc của “xa-la”/]
])('%j: one clear sentence', async (args, sentence) => {
  const { code, err } = await approve(...args)
  expect([code, err]).toEqual([1, expect.stringMatching(sentence)])
})
