import { expect, test } from 'vitest'
import { Damage, type DamageChange } from './damage.ts'

const row = { id: 'a', unit: 'xa', book: 'gates', sync: 'sent' } as const

/** Two lists of one notebook that follow each other. */
function two() {
  const [page, worker] = [new Damage(), new Damage()]
  const told: DamageChange[] = []
  page.changed = (change) => {
    told.push(change)
    worker.follow(change)
  }
  worker.changed = (change) => {
    told.push(change)
    page.follow(change)
  }
  return { page, worker, told }
}

test('two threads know the same damaged records, and say each change once there and back', () => {
  const { page, worker, told } = two()
  page.noticed(row)
  expect(worker.toFetch()).toEqual([row])
  worker.asked(['a'])
  expect(page.toFetch()).toEqual([])
  worker.mended('a')
  expect([page.has('a'), worker.has('a')]).toEqual([false, false])
  expect(told.length).toBe(6)
})

test('one that opens the notebook later is told what is known, and what the server was asked for', () => {
  const first = new Damage()
  first.noticed(row)
  first.noticed({ ...row, id: 'b' })
  first.asked(['b'])
  const later = new Damage()
  for (const change of first.known) later.follow(change)
  expect(later.toFetch()).toEqual([row])
  expect(later.has('b')).toBe(true)
})
