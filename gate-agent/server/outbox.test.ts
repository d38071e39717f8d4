import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { EventReported } from '#lib/domain/gates/facts.ts'
import { keptKey, type AgentKey } from '../shell/agent-key.ts'
import { Outbox } from './outbox.ts'

let folder: string
let path: string
let key: AgentKey
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outbox-'))
  path = join(folder, 'log.outbox')
  key = keptKey(join(folder, 'key.json'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const opened = (now = () => 1_795_507_200_000) =>
  new Outbox(path, { unit: 'xa-thu', account: 'may-cong', key }, now, () => {})
const body = { kind: 'refused', source: 'app', code: 'STALE' } as const
const numbers = async (outbox: Outbox) => (await outbox.offered(100)).map(({ n }) => n)

test('entries are numbered 1, 2, 3 …, in good form, in one order by id and time, over any number of starts', async () => {
  for (let start = 0; start < 3; start++) {
    const outbox = opened()
    outbox.record('cong-1b', body)
    outbox.record('cong-1b', body)
    outbox.close()
  }
  const outbox = opened()
  const facts = await outbox.offered(100)
  expect(facts.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5, 6])
  for (const fact of facts) expect(v.is(EventReported, fact)).toBe(true)
  outbox.close()
})

test('what the server has is gone, what it refuses stands beside the others and holds nobody up; no number comes again', async () => {
  const outbox = opened()
  for (let i = 0; i < 3; i++) outbox.record('cong-1b', body)
  const [one, two] = await outbox.offered(100)
  outbox.settle(one!.id)
  outbox.settle(two!.id, 'not-allowed')
  outbox.settle(two!.id)
  expect(await numbers(outbox)).toEqual([3])
  outbox.settle((await outbox.offered(1))[0]!.id)
  outbox.close()
  const later = opened()
  expect([later.waiting, [...later.refused.values()]]).toEqual([0, [{ fact: two, code: 'not-allowed' }]])
  later.record('cong-1b', body)
  expect(await numbers(later)).toEqual([4])
  later.close()
})

test('a power cut at any byte leaves whole entries, and the next one follows them', async () => {
  const outbox = opened()
  outbox.record('cong-1b', body)
  const before = readFileSync(path).length
  outbox.record('cong-1b', body)
  outbox.close()
  const whole = readFileSync(path)
  for (let bytes = before; bytes <= whole.length; bytes += 17) {
    writeFileSync(path, whole)
    truncateSync(path, bytes)
    const cut = opened()
    cut.record('cong-1b', body)
    expect(await numbers(cut)).toEqual(bytes === whole.length ? [1, 2, 3] : [1, 2])
    cut.close()
  }
})

test('a damaged line does not keep the agent from its gate', async () => {
  const outbox = opened()
  outbox.record('cong-1b', body)
  outbox.close()
  appendFileSync(path, '\0\0\0{"fa\n')
  const later = opened()
  expect(await numbers(later)).toEqual([1])
  later.close()
})

test('the file is written anew, short, when most of it is over', async () => {
  const outbox = opened()
  for (let i = 0; i < 1_500; i++) {
    outbox.record('cong-1b', body)
    const [fact] = await outbox.offered(1)
    outbox.settle(fact!.id)
  }
  outbox.close()
  expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(1_200)
  const later = opened()
  later.record('cong-1b', body)
  expect(await numbers(later)).toEqual([1_501])
  later.close()
})

test('a reason that came in pieces is composed: the server takes no other', async () => {
  const outbox = opened()
  outbox.record('cong-1b', { ...body, reason: 'Đóng cổng'.normalize('NFD') })
  expect((await outbox.offered(1))[0]!.body.reason).toBe('Đóng cổng')
  outbox.close()
})

describe('an entry with a picture', () => {
  const snapshot = {
    sha256: 'f'.repeat(43),
    type: 'image/jpeg' as const,
    bytes: 9,
    parts: ['f'.repeat(43)],
    camera: 'cong1',
    at: '2026-11-24T08:00:00.000Z'
  }
  const kinds = async (outbox: Outbox) =>
    (await outbox.offered(100)).map(({ n, body }) => [n, body.code, body.snapshots !== undefined].join(' '))
  const event = (code: string) => ({ ...body, code })
  const settled = () => new Promise((resolve) => setTimeout(resolve))

  test('waits for it, and those after it wait for their turn; then all are numbered in their order', async () => {
    const outbox = opened()
    let arrives: (it: typeof snapshot) => void = () => {}
    outbox.record('cong-1b', event('ONE'), new Promise((resolve) => (arrives = resolve)))
    outbox.record('cong-1b', event('TWO'), Promise.resolve(snapshot))
    outbox.record('cong-1b', event('THREE'))
    await settled()
    expect(await kinds(outbox)).toEqual([])
    arrives(snapshot)
    await settled()
    expect(await kinds(outbox)).toEqual(['1 ONE true', '2 TWO true', '3 THREE false'])
    for (const fact of await outbox.offered(9)) expect(v.is(EventReported, fact)).toBe(true)
    outbox.close()
  })

  test('that does not come is written down without it', async () => {
    const outbox = opened()
    outbox.record('cong-1b', event('NONE'), Promise.resolve(null))
    outbox.record('cong-1b', event('LOST'), Promise.reject(new Error('camera')))
    await settled()
    expect(await kinds(outbox)).toEqual(['1 NONE false', '2 LOST false'])
    outbox.close()
  })

  test('is not lost when the power goes while it waits: at any byte what was recorded whole is there, once', async () => {
    const outbox = opened()
    outbox.record('cong-1b', event('FIRST'))
    const before = readFileSync(path).length
    let arrives: (it: typeof snapshot) => void = () => {}
    outbox.record('cong-1b', event('SEEN'), new Promise((resolve) => (arrives = resolve)))
    const recorded = readFileSync(path).length
    arrives(snapshot)
    await settled()
    outbox.close()
    const whole = readFileSync(path)
    for (let bytes = before; bytes <= whole.length; bytes += 13) {
      writeFileSync(path, whole)
      truncateSync(path, bytes)
      const later = opened()
      const all = await kinds(later)
      expect(all.map((one) => one.split(' ')[1])).toEqual(bytes < recorded ? ['FIRST'] : ['FIRST', 'SEEN'])
      later.close()
    }
  })
})
