import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestDevice } from '../facts.ts'
import { askSession } from '../devices/session.ts'
import { startTestStack } from '../stack.ts'

const root = mkdtempSync(join(tmpdir(), 'antt-'))
const dataDir = join(root, 'a')
afterAll(() => rmSync(root, { recursive: true }))

const run = (script: string, ...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const env = { PATH: process.env.PATH, DATA_DIR: dataDir }
    const file = new URL(script, import.meta.url).pathname
    execFile(process.execPath, ['--import', 'tsx', file, ...args], { env }, (problem, out, err) =>
      resolve({ code: problem ? Number(problem.code) : 0, out, err })
    )
  })
const password = (...accounts: string[]) =>
  run(
    '../../sync-server/provision/password-command.ts',
    ...accounts.flatMap((account) => ['--account', account])
  )

beforeAll(async () => {
  const rows = ['a-1', 'a-2', 'a-3'].map((name) => `${name},mat-khau-1,A,,xa-phong-hiep,officer`)
  writeFileSync(join(root, 'tk.csv'), ['account,password,name,known_as,unit,role', ...rows].join('\n'))
  expect(
    (await run('../../sync-server/provision/provision-command.ts', '--accounts', join(root, 'tk.csv'))).code
  ).toBe(0)
})

test('the accounts that are named get new passwords, told once, to be replaced at the first use; the old ones are over, and no other account changes', async () => {
  const { code, out, err } = await password('a-1', 'a-2')
  expect([code, err]).toEqual([0, ''])
  const told = [...out.matchAll(/^(a-\d) {2}(\S{14})$/gm)].map(([, name, word]) => ({
    name: name!,
    password: word!
  }))
  expect(told.map(({ name }) => name)).toEqual(['a-1', 'a-2'])
  expect(told[0]!.password).not.toBe(told[1]!.password)

  const stack = await startTestStack({ dataDir, couch: null, mqttUrl: null })
  const statusOf = async (name: string, word: string, wanted?: string) =>
    (await askSession(stack.url, new TestDevice(name), word, { ...(wanted && { wanted }) })).status
  try {
    for (const { name, password: word } of told) {
      expect(await statusOf(name, word)).toBe(401)
      expect(await statusOf(name, word, 'ba con gà trống nhỏ')).toBe(200)
      expect(await statusOf(name, word)).toBe(401)
      expect(await statusOf(name, 'ba con gà trống nhỏ')).toBe(200)
    }
    const { passwordResets } = await stack.directories.of('xa-phong-hiep')
    expect([...passwordResets.keys()].sort()).toEqual(['a-1', 'a-2'])
    expect(passwordResets.get('a-1')).toMatchObject([{ by: 'may-chu' }])
    expect(await statusOf('a-1', 'mat-khau-1')).toBe(401)
    expect(await statusOf('a-3', 'mat-khau-1')).toBe(200)
  } finally {
    await stack.stop()
  }
})

test('beside a name that is not there nobody’s password changes', async () => {
  const { code, out, err } = await password('a-3', 'a-9')
  expect([code, out]).toEqual([1, ''])
  expect(err.trim()).toBe('Trên máy chủ không có tài khoản a-9. Chưa đổi mật khẩu nào.')
})

test('without a name: how it is called', async () => {
  expect(await password()).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^Cách dùng: npm run password/)
  })
})
