import { expect, test } from 'vitest'
import { maxNeighbours, maxPreparedName } from '#lib/app/alarms/alarm-setup.ts'
import { alarm as a } from '#lib/i18n/alarms/alarm-vi.ts'
import { callWords as calls } from '#lib/i18n/settings/contacts.ts'
import { words as t } from '#lib/i18n/words.ts'
import { neighbourLines, neighbourProblems } from './neighbours-draft.ts'

const words = { a, t, calls }
const none = { name: '', phone: '' }
const near = { name: 'Xã Vĩnh Thanh', phone: '0900 000 021' }

test('a form has room for one neighbour more, for at least three and for no more than a list may have', () => {
  expect(neighbourLines([])).toEqual([none, none, none])
  expect(neighbourLines([near, near, near])).toEqual([near, near, near, none])
  expect(neighbourLines(Array.from({ length: maxNeighbours }, () => near))).toHaveLength(maxNeighbours)
})

test('whole rows and empty rows may be saved', () => {
  expect(neighbourProblems([near, none, { name: ' ', phone: ' ' }], true, words)).toEqual([none, none, none])
})

test('half a row is told where it is empty, once asked', () => {
  const lines = [
    { name: near.name, phone: '' },
    { name: '', phone: near.phone }
  ]
  expect(neighbourProblems(lines, false, words)).toEqual([none, none])
  expect(neighbourProblems(lines, true, words)).toEqual([
    { name: '', phone: a.prepare.both },
    { name: a.prepare.both, phone: '' }
  ])
})

test('a number that nobody can call is told once asked, a name that is too long at once', () => {
  const lines = [{ name: 'a'.repeat(maxPreparedName + 1), phone: '12' }]
  const name = t.note.over(1, maxPreparedName)
  expect(neighbourProblems(lines, false, words)).toEqual([{ name, phone: '' }])
  expect(neighbourProblems(lines, true, words)).toEqual([{ name, phone: calls.wrong }])
})
