import { expect, test } from 'vitest'
import { isRaised } from '#lib/domain/hui/warning/indicator.ts'
import { hostWarnings } from '#lib/domain/hui/warning/warnings.ts'
import { honestBook } from '../hui/honest-books.ts'

/** `HUI_BOOKS=1000` for more of them, `HUI_TELL=1` to see which indicators are raised. */
const books = Number(process.env['HUI_BOOKS'] ?? 300)

test('of honest books at most one in fifty is red', () => {
  const raised = new Map<string, number>()
  let [reds, contacts, reviews, ambers] = [0, 0, 0, 0]
  for (let seed = 1; seed <= books; seed++) {
    const { lines, context } = honestBook(seed)
    const [warning] = hostWarnings(lines, context)
    if (!warning) continue
    if (warning.level === 'red') reds += 1
    if (warning.level === 'amber') ambers += 1
    if (warning.contact) contacts += 1
    if (warning.review) reviews += 1
    for (const { id, level } of warning.indicators.filter(isRaised))
      raised.set(`${id} ${level}`, (raised.get(`${id} ${level}`) ?? 0) + 1)
  }
  if (process.env['HUI_TELL']) console.log({ books, reds, ambers, contacts, reviews }, raised)
  expect(reds / books).toBeLessThanOrEqual(0.02)
  expect(contacts / books).toBeLessThanOrEqual(0.02)
})
