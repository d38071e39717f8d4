import { afterEach, expect, test } from 'vitest'
import { english } from './english.ts'
import { followLanguage, learn, text, type Language } from './text.ts'
import { vi } from './vi.ts'

afterEach(() => followLanguage(() => 'vi'))

test('text follows the language at each read, in nested words too', async () => {
  let language: Language = 'vi'
  followLanguage(() => language)
  await learn('en')
  const words = text('words', vi)
  const { note } = words
  expect([words.back, note.title]).toEqual([vi.back, vi.note.title])
  language = 'en'
  expect([words.back, note.title]).toEqual([english.words.back, english.words.note.title])
  expect(words.note).toBe(note)
})

test('words that change while the app runs are asked anew', () => {
  let spoken = vi
  const words = text('words', () => spoken)
  spoken = { ...vi, back: 'Lui' }
  expect(words.back).toBe('Lui')
})

test('text can be searched and spread as the words themselves', () => {
  const words = text('words', vi)
  expect(Object.keys(words)).toEqual(Object.keys(vi))
  expect('back' in words && Object.hasOwn(words, 'back')).toBe(true)
  expect(Object.hasOwn(words, 'constructor')).toBe(false)
  expect({ ...words.note }).toEqual(vi.note)
})
