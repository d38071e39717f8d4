import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCouch, type Couch } from '../couch.ts'
import { compactDeleted } from './compaction.ts'
import { deleteDocuments } from './delete-documents.ts'

let folder: string
let couch: Couch
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'antt-'))
  couch = await openCouch(null, folder)
})
afterAll(async () => {
  await couch.stop()
  rmSync(folder, { recursive: true })
})

const lies = (database: string, text: string) => {
  const at = join(folder, 'couch', database)
  return readdirSync(at).some((file) => readFileSync(join(at, file)).includes(text))
}
async function deleted(database: string, text: string) {
  await couch.nano.db.create(database)
  await couch.nano.use(database).insert({ text } as never, 'a')
  await deleteDocuments(couch.nano, database, ['a'])
}

test('what was deleted lies in no file afterwards; what stands stays', async () => {
  await deleted('antt-xa-hui', 'Nguyễn Văn Lạc')
  await couch.nano.use('antt-xa-hui').insert({ text: 'Trần Thị Còn' } as never, 'b')
  expect(lies('antt-xa-hui', 'Nguyễn Văn Lạc')).toBe(true)
  await compactDeleted(['xa'], couch.nano)
  expect(lies('antt-xa-hui', 'Nguyễn Văn Lạc')).toBe(false)
  // Also after an earlier compaction has rewritten the file.
  await couch.nano.use('antt-xa-hui').insert({ text: 'Lê Văn Nhầm' } as never, 'c')
  await couch.nano.db.compact('antt-xa-hui')
  await deleteDocuments(couch.nano, 'antt-xa-hui', ['c'])
  expect(lies('antt-xa-hui', 'Lê Văn Nhầm')).toBe(true)
  await compactDeleted(['xa'], couch.nano)
  expect(lies('antt-xa-hui', 'Lê Văn Nhầm')).toBe(false)
  expect(await couch.nano.use('antt-xa-hui').get('b')).toMatchObject({ text: 'Trần Thị Còn' })
})

test('of two servers that compact at once neither complains', async () => {
  await deleted('antt-xa-incidents', 'Trụ 12')
  const { nano } = couch
  const compact = async (database: string) => {
    const answer = await nano.db.compact(database)
    await compactDeleted(['xa'], nano)
    return answer
  }
  await compactDeleted(['xa'], { ...nano, db: { ...nano.db, compact } })
  expect(lies('antt-xa-incidents', 'Trụ 12')).toBe(false)
})

test('a database is written anew where something was deleted since, cut short once more, and else not', async () => {
  await deleted('antt-xa-duty', 'Xe 69A')
  const compacted: string[] = []
  const { nano } = couch
  const compact = (database: string) => {
    compacted.push(database)
    return nano.db.compact(database)
  }
  const counting = { ...nano, db: { ...nano.db, compact } }
  const failing = { ...nano, db: { ...nano.db, compact: () => Promise.reject(new Error('cut short')) } }
  await expect(compactDeleted(['xa'], failing)).rejects.toThrow('cut short')
  await compactDeleted(['xa'], counting)
  await compactDeleted(['xa'], counting)
  expect(compacted).toEqual(['antt-xa-duty'])
  await couch.nano.use('antt-xa-duty').insert({} as never, 'b')
  await deleteDocuments(couch.nano, 'antt-xa-duty', ['b'])
  await compactDeleted(['xa'], counting)
  expect(compacted).toEqual(['antt-xa-duty', 'antt-xa-duty'])
})

test('a database that is dropped meanwhile is none of its troubles', async () => {
  await deleted('antt-xa-movement', 'Mô hình')
  const { nano } = couch
  const compact = async (database: string) => {
    await nano.db.destroy(database)
    throw new Error('No DB shards could be opened.')
  }
  await compactDeleted(['xa'], { ...nano, db: { ...nano.db, compact } })
  expect(await nano.db.list()).not.toContain('antt-xa-movement')
})
