import {
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openCouch } from '../couch.ts'
import { backUp } from './backup.ts'
import { checkBackup, manifestText, type Manifest } from './manifest.ts'

const names = ['antt-xa-gates-2026q4', 'antt-xa-hui']
let root: string
let whole: string
let folder: string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'antt-'))
  const couch = await openCouch(null, join(root, 'data'))
  for (const name of names) {
    await couch.nano.db.create(name)
    const docs = [{ _id: 'a', reason: 'đóng cổng' }, { _id: 'b' }, { _id: 'c', _deleted: true }]
    await couch.nano.use(name).bulk({ docs } as never)
  }
  whole = (await backUp({ names, unit: null, to: join(root, 'luu') }, couch, Date.now())).folder
  await couch.stop()
})
afterAll(() => rmSync(root, { recursive: true }))
beforeEach(() => {
  folder = mkdtempSync(join(root, 'thu-'))
  cpSync(whole, folder, { recursive: true })
})

const file = (name: string) => join(folder, name)
const manifest = () => JSON.parse(readFileSync(file('manifest.json'), 'utf8')) as Manifest
function rewrite(change: (manifest: Manifest) => object) {
  const { sha256: _, ...fields } = manifest()
  writeFileSync(file('manifest.json'), manifestText(change(fields as Manifest) as never))
}
function flip(name: string, at: number) {
  const bytes = readFileSync(file(name))
  bytes[at]! ^= 1
  writeFileSync(file(name), bytes)
}

test('a whole backup is whole, for its owner alone, and nothing else lies beside it', async () => {
  expect(await checkBackup(folder)).toMatchObject({
    version: 1,
    unit: null,
    databases: names.map((name) => ({ name, documents: 2, erased: 1 }))
  })
  expect(statSync(whole).mode & 0o777).toBe(0o700)
  for (const name of readdirSync(whole)) expect(statSync(join(whole, name)).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(root, 'luu'))).toHaveLength(1)
})

describe('refused:', () => {
  test('any one byte of a database', async () => {
    const name = `${names[0]}.jsonl.gz`
    for (let at = 0; at < readFileSync(join(whole, name)).length; at++) {
      flip(name, at)
      await expect(checkBackup(folder), `byte ${at}`).rejects.toThrow(
        /^Bản sao lưu hỏng: .*gates-2026q4.* Chưa thay đổi gì\.$/
      )
      flip(name, at)
    }
    await checkBackup(folder)
  })

  test('any one byte of the manifest', async () => {
    const before = manifest()
    for (let at = 0; at < readFileSync(join(whole, 'manifest.json')).length; at++) {
      flip('manifest.json', at)
      // Replacing one whitespace character by another changes nothing.
      const read = await checkBackup(folder).catch((problem: Error) => problem.message)
      if (typeof read === 'string') expect(read).toMatch(/Chưa thay đổi gì\.$/)
      else expect(read, `byte ${at}`).toEqual(before)
      flip('manifest.json', at)
    }
  })

  test.each([
    ['a file that is cut', () => truncateSync(file(`${names[1]}.jsonl.gz`), 60), /hỏng: .*hui.* cắt/],
    ['a file that is empty', () => truncateSync(file(`${names[1]}.jsonl.gz`)), /hỏng: .*hui.* cắt/],
    [
      'a file that is not there',
      () => rmSync(file(`${names[1]}.jsonl.gz`)),
      /hỏng: không đọc được .*hui.*ENOENT/
    ],
    ['no manifest', () => rmSync(file('manifest.json')), /không có bản sao lưu trọn vẹn/],
    ['a manifest that is cut', () => truncateSync(file('manifest.json'), 90), /không phải là bản sao lưu/],
    [
      'something else',
      () => writeFileSync(file('manifest.json'), '{"name":"khac"}'),
      /không phải là bản sao lưu/
    ],
    ['no object', () => writeFileSync(file('manifest.json'), 'null'), /không phải là bản sao lưu/],
    [
      'one of a newer version',
      () => rewrite((fields) => ({ ...fields, version: 2, app: '9.1.0', them: 1 })),
      /phiên bản mới hơn \(9\.1\.0\)/
    ],
    [
      'a database that is not ours',
      () => {
        renameSync(file(`${names[0]}.jsonl.gz`), file('_replicator.jsonl.gz'))
        rewrite((fields) => ({
          ...fields,
          databases: [{ ...fields.databases[0]!, name: '_replicator' }]
        }))
      },
      /hỏng: .*manifest/
    ],
    [
      'other numbers than it tells',
      () =>
        rewrite((fields) => ({
          ...fields,
          databases: fields.databases.map((one) => ({ ...one, documents: 3 }))
        })),
      /có 2 tài liệu, đáng lẽ 3/
    ]
  ])('%s', async (_name, damage, sentence) => {
    damage()
    await expect(checkBackup(folder)).rejects.toThrow(sentence)
    await expect(checkBackup(folder)).rejects.toThrow(/Chưa thay đổi gì\.$/)
  })

  test.each([
    ['lines that are none of ours', '{"doc":{"_id":"a"}}\n{"doc":{}}\n'],
    ['no JSON', '{"doc":\n'],
    ['half a line', '{"doc":{"_id":"a"}}\n{"doc":{"_id":"b"}}']
  ])('%s, though the hash is right', async (_name, text) => {
    const { createHash } = await import('node:crypto')
    const bytes = gzipSync(text)
    writeFileSync(file(`${names[0]}.jsonl.gz`), bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    rewrite((fields) => ({
      ...fields,
      databases: fields.databases.map((one) => (one.name === names[0] ? { ...one, sha256 } : one))
    }))
    await expect(checkBackup(folder)).rejects.toThrow(/không đọc được từng dòng/)
  })
})

test('a backup that breaks off leaves nothing that could be taken for one', async () => {
  const to = join(root, 'do-dang')
  const couch = await openCouch(null, join(root, 'data'))
  await expect(
    backUp({ names: [...names, 'antt-khong-co'], unit: null, to }, couch, Date.now())
  ).rejects.toThrow(/not.?found|no_db_file|missing/i)
  await couch.stop()
  expect(readdirSync(to)).toEqual([])
})
