import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardIn, cardNumber, cardTag, spelledCard, type PeerCard } from './card.ts'

const card: PeerCard = {
  unit: 'xa-phong-hiep',
  account: 'ph-cong1b',
  device: 'd'.repeat(43),
  at: '2026-11-24T05:00:00.000Z',
  key: `B${'k'.repeat(86)}`
}
const sig = `${'s'.repeat(85)}A`
const spelled = spelledCard(card, sig)

describe('a card', () => {
  test('is read as it was written', () => {
    const text = spelled.slice(0, -87)
    expect(cardIn(spelled)).toEqual({ card, text, sig })
    expect(text).toMatch(/^so-tay-antt card /)
  })

  test.each([
    ['of no kind', 'https://vi-du.vn'],
    ['as a phone signs bundles', spelled.replace('card', 'bundle')],
    ['without its signature', spelled.slice(0, -87)],
    ['with another word', `${spelled} x`],
    ['with a time that is none', spelled.replace('11-24', '13-24')],
    ['with a key of another form', spelled.replace(' Bk', ' Ak')],
    ['with a name that is no account', spelled.replace('ph-cong1b', 'PH')],
    ['longer than any', spelled.replace('ph-cong1b', 'a'.repeat(400))]
  ])('is none %s', (_, read) => {
    expect(cardIn(read)).toBeNull()
  })

  test('is none, or says what it says, whatever a camera reads', () => {
    fc.assert(
      fc.property(fc.string(), (read) => {
        expect(cardIn(read)).toBeNull()
        const found = cardIn(`so-tay-antt card ${read}`)
        if (found) expect(spelledCard(found.card, found.sig)).toBe(`so-tay-antt card ${read}`)
      })
    )
  })

  test('has a number of four digits and a tag that others do not have', () => {
    const other = spelled.replace('05:00', '05:01')
    expect(cardNumber(spelled)).toMatch(/^\d\d \d\d$/)
    expect(cardNumber(other)).not.toBe(cardNumber(spelled))
    expect(cardTag(other)).not.toEqual(cardTag(spelled))
    expect(cardTag(spelled)).toHaveLength(4)
  })
})
