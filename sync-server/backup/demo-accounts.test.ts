import { pbkdf2Sync } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { demoAccountsIn } from './demo-accounts.ts'
import { writeBackupFile, type BackupEntry } from './backup-file.ts'
import { fileOf } from './manifest.ts'

const folder = mkdtempSync(join(tmpdir(), 'antt-'))
afterAll(() => rmSync(folder, { recursive: true }))

const account = (name: string, unit: string, password: string, digest?: string): BackupEntry => ({
  doc: {
    _id: `org.couchdb.user:${name}`,
    name,
    roles: [],
    held: [`${unit}:keeper`],
    ...(digest && { pbkdf2_prf: digest }),
    iterations: 1000,
    salt: 'muối',
    derived_key: pbkdf2Sync(password, 'muối', 1000, 32, digest ?? 'sha1').toString('hex')
  }
})

test('an account of the demo is known by its public password, however it is kept; with one of its own it is nobody’s demo', async () => {
  const name = '_users'
  async function* lines() {
    yield account('ph-truong', 'xa-phong-hiep', 'antt-demo')
    yield account('lt-truong', 'phuong-lang-tron', 'antt-demo', 'sha256')
    yield account('ph-truc', 'xa-phong-hiep', 'mật khẩu riêng')
    yield { erased: 'org.couchdb.user:ph-khoa' }
  }
  const kept = { name, seq: '1', ...(await writeBackupFile(fileOf(folder, { name }), lines())) }
  const found = (unit: string | null) => demoAccountsIn(folder, { databases: [kept] }, unit, Date.now())
  expect(await found(null)).toEqual(['ph-truong', 'lt-truong'])
  expect(await found('phuong-lang-tron')).toEqual(['lt-truong'])
  expect(await demoAccountsIn(folder, { databases: [] }, null, Date.now())).toEqual([])
})
