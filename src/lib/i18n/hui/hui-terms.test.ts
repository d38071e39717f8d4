import { expect, test } from 'vitest'
import { huiTerms, type HuiTerm } from '#lib/domain/directory/facts.ts'
import { spoken, usualTerms } from './hui-terms.ts'
import { huiVi, huiViOf } from './hui-vi.ts'

/** Returns every sentence; functions are called with sample arguments. */
function sentences(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return [String(value('2', '3', '4'))]
  return Object.values(value as object).flatMap(sentences)
}

const marked = spoken(Object.fromEntries(huiTerms.map((term) => [term, `‹${term}›`])))

test('each sentence is the usual one with other words in it, and each term stands in some', () => {
  const told = sentences(huiViOf(marked))
  const back = (text: string) => text.replace(/‹(\w+)›/g, (_, term: HuiTerm) => usualTerms[term])
  expect(told.map((text) => back(text).toLocaleLowerCase('vi'))).toEqual(
    sentences(huiVi).map((text) => text.toLocaleLowerCase('vi'))
  )
  for (const term of huiTerms) expect(told.some((text) => text.includes(`‹${term}›`))).toBe(true)
})

test('where nothing is chosen the words are the usual ones', () => {
  expect([huiVi.line.took('Út Kiều', '5'), huiVi.host, huiVi.line.commission, huiVi.parts(2)]).toEqual([
    'Út Kiều hốt, bỏ thăm 5',
    'Chủ hụi',
    'Tiền thảo',
    '2 phần'
  ])
  expect([huiVi.line.openRound, huiVi.pay.handOver, huiVi.pay.full('5'), huiVi.round.bids]).toEqual([
    'Ghi kỳ khui',
    'Giao tiền hốt',
    'Đóng đủ 5',
    'Tiền bỏ hụi'
  ])
})

test('a word chosen is said in its place, with a capital where it begins, and nowhere else', () => {
  const own = huiViOf(spoken({ part: 'chân', take: 'lĩnh', bid: 'kêu', host: 'đầu thảo' }))
  expect([own.part(3), own.parts(2), own.line.took('Út Kiều', '5'), own.hostIs('Ba Huệ')]).toEqual([
    'Chân 3',
    '2 chân',
    'Út Kiều lĩnh, kêu thăm 5',
    'Đầu thảo: Ba Huệ'
  ])
  expect([own.form.commissions.share, own.form.remove(1, 'Út'), own.round.removeBid]).toEqual([
    'Phần trăm',
    'Bỏ chân 1 của Út',
    'Xóa dòng này'
  ])
})

test('a collapse file counts what was declared: one person may declare twice', () => {
  expect(huiVi.collapse.count(31)).toBe('31 lượt kê khai')
})
