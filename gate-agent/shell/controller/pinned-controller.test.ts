import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dialectOf } from '../../adapters/dialects.ts'
import { AcceptedFiles } from '../accepted-file.ts'
import { PinnedController } from './pinned-controller.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'pinned-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const message = {
  topic: 'homeassistant/cover/a/cua/config',
  payload: '{"cmd_t":"b/set","stat_t":"a/state"}',
  retain: true,
  at: 0
}

test('what leads to another gate’s relay is no first use, and what was accepted of it before counts no more', () => {
  let now = 0
  let isFree = false
  const files = new AcceptedFiles(join(folder, 'g'))
  const pin = () =>
    new PinnedController({
      dialect: dialectOf('home-assistant'),
      id: 'a/cua',
      clock: { steady: () => now },
      files,
      isFree: () => isFree,
      told() {}
    })
  const settles = (pinned: PinnedController) => {
    pinned.hear(message)
    now += 10_000
    pinned.tick()
  }
  const first = pin()
  settles(first)
  expect([files.accepted, first.warnings]).toEqual([null, ['controller-taken']])
  isFree = true
  settles(first)
  expect([files.accepted?.by, first.warnings]).toEqual(['first-use', []])
  expect(Object.keys(pin().known.gates)).toEqual(['a/cua'])
  isFree = false
  const later = pin()
  expect([later.known.gates, later.warnings]).toEqual([{}, ['controller-taken']])
})
