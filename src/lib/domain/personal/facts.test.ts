import { expect, test } from 'vitest'
import { TestPrivate } from '../../../../tests/personal/test-private.ts'
import { idOf } from '../../../../tests/movement.ts'
import { roles } from '../roles.ts'
import { refuse } from '../rules.ts'

const home = { unit: 'phuong-lang-tron', book: 'private' } as const
const told = (fact: unknown, ...held: string[]) =>
  refuse(fact, null, { name: 'lt-truc', roles: held.map((role) => `phuong-lang-tron:${role}`) }, home)
const book = new TestPrivate()

test('commanders and officers named for it write details; requests are the commander’s', () => {
  const number = book.recorded('hue')
  const details = [number, book.read('hue', number.id), book.removed('hue', number.id)]
  const requests = [book.asked('a'), book.answered('a')]
  const may = (fact: unknown, role: string) => told(fact, role) === null
  for (const fact of details)
    expect(roles.filter((role) => may(fact, role))).toEqual(['commander', 'private-reader'])
  for (const fact of requests) expect(roles.filter((role) => may(fact, role))).toEqual(['commander'])
  expect(told(number, 'officer', 'private-reader')).toBeNull()
})

test.each([
  [{ value: '12345678' }],
  [{ value: '1234567890' }],
  [{ value: '00012345678a' }],
  [{ kind: 'bank-account', value: 'Ngân hàng A' }],
  [{ kind: 'bank-account', value: '12345' }]
] as const)('%o is no value of its kind', (body) => {
  expect(told(book.recorded('hue', body), 'commander')).toEqual({ code: 'malformed', at: 'body' })
})

test.each([
  [{ value: '000123456' }],
  [{ kind: 'bank-account', value: '000123456789' }],
  [{ kind: 'bank-account', value: '000123456789 Ngân hàng A' }],
  [{ kind: 'tip-source', value: 'Bà bán cá đầu chợ' }],
  [{ kind: 'contact', value: '0900 000 001 (con trai)' }]
] as const)('%o is one', (body) => {
  expect(told(book.recorded('hue', body), 'commander')).toBeNull()
})

test('there is no room for a picture, an unknown purpose, or a curious reason', () => {
  const photo = { photo: { sha256: 'A'.repeat(43) } } as object
  expect(told(book.recorded('hue', photo), 'commander')).toEqual({ code: 'malformed', at: 'body.photo' })
  expect(told(book.recorded('hue', { purpose: 'curiosity' as 'case' }), 'commander')).toEqual({
    code: 'malformed',
    at: 'body.purpose'
  })
  const reading = book.write('private.detail-read', 'subject/hue', {
    detail: idOf('one'),
    reason: 'curiosity' as 'case'
  })
  expect(told(reading, 'commander')).toEqual({ code: 'malformed', at: 'body.reason' })
})

test('a reading for another reason than those named needs words', () => {
  const read = (body: object) =>
    book.write('private.detail-read', 'subject/hue', { detail: idOf('one'), ...body } as never)
  expect(told(read({ reason: 'other' }), 'commander')).toEqual({ code: 'malformed', at: 'body' })
  expect(told(read({ reason: 'other', text: ' ' }), 'commander')).toEqual({
    code: 'malformed',
    at: 'body.text'
  })
  expect(told(read({ reason: 'other', text: 'Đối chiếu với sổ họ' }), 'commander')).toBeNull()
  expect(told(read({ reason: 'asked' }), 'commander')).toBeNull()
})
