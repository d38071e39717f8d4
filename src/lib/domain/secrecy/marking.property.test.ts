import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isMarkedSecret } from './marking.ts'

const ordinary = ['mật ong', 'mật khẩu', 'bí mật', 'mật độ', 'trăng mật', 'mật thiết', 'bảo mật', 'mật mía']
const around = ['mất', 'hai chai', 'ở nhà', 'tối', 'của', 'xe', 'đổi', 'nói', 'ngày 3/3', 'số 12', '', 'độ']
const word = fc.oneof(fc.constantFrom(...ordinary), fc.constantFrom(...around))
const form = fc.constantFrom('NFC', 'NFD', 'NFKC')
const cased = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toLocaleUpperCase('vi'),
  (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
)
const line = fc
  .record({
    words: fc.array(word, { minLength: 1, maxLength: 8 }),
    case: cased,
    start: fc.constantFrom('', '- ', '1. ', '(', '"'),
    end: fc.constantFrom('', '.', ')', ', ', '!', ':')
  })
  .map(({ words, case: turned, start, end }) => start + turned(words.join(' ')) + end)
const lines = fc.array(fc.oneof(line, fc.constantFrom('mật', 'Mật', '2 chai mật', '- mật')), { maxLength: 6 })

const level = fc.constantFrom('MẬT', 'TỐI MẬT', 'TUYỆT MẬT', 'Tối mật', 'tuyệt mật', 'T Ố I - M Ậ T', '(Mật)')
const labelled = fc
  .tuple(
    fc.constantFrom('Độ mật', 'ĐỘ MẬT', 'độ mật', 'Mức độ mật'),
    fc.constantFrom(': ', ':', ' - ', ' : '),
    level
  )
  .map((parts) => parts.join(''))
const planted = fc
  .tuple(
    fc.constantFrom('', '  ', '*', '— ', '• '),
    fc.oneof(level, labelled),
    fc.constantFrom('', ' ', '*', '.')
  )
  .map((parts) => parts.join(''))

test('ordinary sentences around ordinary words never stop', () => {
  fc.assert(
    fc.property(lines, form, (all, form) => {
      expect(isMarkedSecret(all.join('\n').normalize(form))).toBe(false)
    }),
    { numRuns: 2_000 }
  )
})

test('a planted marking line always stops, whatever surrounds it', () => {
  fc.assert(
    fc.property(lines, planted, lines, form, (before, marking, after, form) => {
      expect(isMarkedSecret([...before, marking, ...after].join('\n').normalize(form))).toBe(true)
    }),
    { numRuns: 2_000 }
  )
})
