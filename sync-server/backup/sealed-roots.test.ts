import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TestDevice } from '../../tests/facts.ts'
import { sealsIn } from '../admission/seals.ts'
import { rootsIn } from '../directory/roots.ts'
import { markKeysIn } from '../marks/mark-keys.ts'
import { pushKeysIn } from '../push/push-keys.ts'
import { sealingKeysIn } from '../transit/sealing-keys.ts'
import { restoreRoots, sealRoots } from './sealed-roots.ts'

const secret = 'cây dừa nước bên sông'
let [old, fresh] = ['', '']
beforeEach(() => {
  ;[old, fresh] = [mkdtempSync(join(tmpdir(), 'antt-')), mkdtempSync(join(tmpdir(), 'antt-'))]
  for (const unit of ['xa-a', 'xa-b']) rootsIn(old).signerOf(unit)
  sealsIn(old).of(note, 1)
  sealingKeysIn(old).publicOf('xa-a')
  markKeysIn(old).make('xa-a')
  pushKeysIn(old, {})
})
afterEach(() => {
  for (const folder of [old, fresh]) rmSync(folder, { recursive: true })
})
const note = new TestDevice('giu-cong').note('xa-a')
const markOf = (folder: string) => {
  const mark = markKeysIn(folder).of('xa-a', 'id', '000196000385')
  expect(mark).not.toBeNull()
  return mark
}
const fileOf = (folder: string, unit: string) => join(folder, 'roots', `${unit}.json`)

test('the keys come back under the passphrase, for their owner alone, and sign and seal as before', () => {
  const sealed = sealRoots(old, null, secret)!
  expect(sealed).not.toContain(JSON.parse(readFileSync(fileOf(old, 'xa-a'), 'utf8')).d)
  restoreRoots(sealed, secret, ['xa-a', 'xa-la'], fresh)
  expect(statSync(fileOf(fresh, 'xa-a')).mode & 0o777).toBe(0o600)
  expect(rootsIn(fresh).rootOf('xa-a')).toEqual(rootsIn(old).rootOf('xa-a'))
  expect(rootsIn(fresh).signerOf('xa-a').id).toBe(rootsIn(old).signerOf('xa-a').id)
  expect(sealsIn(fresh).of(note, 1)).toBe(sealsIn(old).of(note, 1))
  expect(sealingKeysIn(fresh).publicOf('xa-a')).toEqual(sealingKeysIn(old).publicOf('xa-a'))
  expect(markOf(fresh)).toBe(markOf(old))
  expect(pushKeysIn(fresh, {})).toEqual(pushKeysIn(old, {}))
  for (const unit of ['xa-b', 'xa-la']) expect(existsSync(fileOf(fresh, unit))).toBe(false)
})

test('without the passphrase, or with another one, nothing comes back and nothing is touched', () => {
  const sealed = sealRoots(old, 'xa-a', secret)!
  expect(() => restoreRoots(sealed, undefined, ['xa-a'], fresh)).toThrow('Hãy đặt BACKUP_PASSPHRASE')
  expect(() => restoreRoots(sealed, 'khác', ['xa-a'], fresh)).toThrow('không mở được')
  expect(existsSync(join(fresh, 'roots'))).toBe(false)
})

test('a root key that is there stays, and needs no passphrase', () => {
  const sealed = sealRoots(old, 'xa-b', secret)!
  const { id } = rootsIn(fresh).signerOf('xa-b')
  restoreRoots(sealed, undefined, ['xa-b'], fresh)
  expect(rootsIn(fresh).signerOf('xa-b').id).toBe(id)
  expect(sealRoots(mkdtempSync(join(tmpdir(), 'antt-')), null, secret)).toBeUndefined()
})
