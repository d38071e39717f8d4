import { expect, test } from 'vitest'
import type { ComparedClaimant } from '#lib/app/hui/host-figures.ts'
import { money } from '#lib/i18n/format.ts'
import { huiWords as t } from '#lib/i18n/hui/hui-words.ts'
import { comparedText, differenceText } from './compared-text.ts'

const { comparison } = t.hui
const claim = { claimant: { person: 'p' } } as unknown as ComparedClaimant['claims'][number]
const named = { claimant: { name: 'Ai đó' } } as unknown as ComparedClaimant['claims'][number]
const book = { contributed: 1_500_000, owed: 500_000 }
const row = (claimed: number, other: Partial<ComparedClaimant> = {}): ComparedClaimant => ({
  claims: [claim],
  claimed,
  book,
  difference: claimed - 2_000_000,
  ...other
})

test('what the book says, and how far the claim is from it, either way', () => {
  const says = comparison.says(money(2_000_000))
  expect(comparedText(row(2_000_000), t)).toBe(`${says} · ${comparison.same}`)
  expect(comparedText(row(2_500_000), t)).toBe(`${says} · ${comparison.more(money(500_000))}`)
  expect(comparedText(row(1_999_999), t)).toBe(`${says} · ${comparison.less(money(1))}`)
  expect(comparedText(row(2_000_001, { claims: [claim, claim] }), t)).toBe(
    `${comparison.together(2, money(2_000_001))} · ${says} · ${comparison.more(money(1))}`
  )
})

test('a claim without a book says which it lacks, and no difference', () => {
  const apart = { book: null, difference: null }
  expect(comparedText(row(5, apart), t)).toBe(comparison.noLine)
  expect(comparedText(row(5, { ...apart, claims: [named] }), t)).toBe(comparison.byName)
})

test('a difference bears its sign', () => {
  expect([500_000, -20_000, 0].map(differenceText)).toEqual([
    `+${money(500_000)}`,
    `−${money(20_000)}`,
    money(0)
  ])
})
