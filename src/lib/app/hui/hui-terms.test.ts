import { expect, test } from 'vitest'
import { chosenIn, huiTerms, type TermsForm } from './hui-terms.ts'

test('a word that cannot be seen is none: the usual one stays', () => {
  const empty = Object.fromEntries(huiTerms.map((term) => [term, ''])) as TermsForm
  expect(chosenIn({ ...empty, part: ' chân ', take: ' \t', bid: '\u200B\uFEFF' })).toEqual({ part: 'chân' })
})
