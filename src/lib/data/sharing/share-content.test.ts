import { expect, test } from 'vitest'
import { shareContent, shareLimits } from './share-content.ts'

function shared(text: string, ...files: File[]): FormData {
  const form = new FormData()
  form.append('text', text)
  for (const file of files) form.append('file', file)
  return form
}
const file = (content: BlobPart, name: string, type = '') => new File([content], name, { type })
const nothingLeftOut = { words: false, pictures: 0, files: 0 }

test('words are cut at their limit, which is told; no character is halved', async () => {
  const most = 'ạ'.repeat(shareLimits.letters)
  expect(await shareContent(shared(most))).toEqual({ text: most, pictures: [], leftOut: nothingLeftOut })
  const more = await shareContent(shared(`${most} còn nữa`))
  expect([more.text, more.leftOut.words]).toEqual([most, true])
  const odd = await shareContent(shared(`x${'😀'.repeat(shareLimits.letters)}`))
  expect([odd.text.length, odd.text.isWellFormed()]).toEqual([shareLimits.letters - 1, true])
})

test('the words of a text file join the item’s own, and are bounded with them', async () => {
  const one = await shareContent(shared('Gửi anh', file('Bà Sáu khai\n', 'khai.txt', 'text/plain')))
  expect(one).toEqual({ text: 'Gửi anh\nBà Sáu khai', pictures: [], leftOut: nothingLeftOut })
  for (const letter of ['x', 'ạ', '😀']) {
    const long = file(letter.repeat(shareLimits.letters + 1), 'dai.txt')
    const { text, leftOut } = await shareContent(shared('', long))
    expect([text.length, leftOut.words, text.replaceAll(letter, '')]).toEqual([shareLimits.letters, true, ''])
  }
  const both = await shareContent(shared('a'.repeat(15_000), file('b'.repeat(15_000), 'b.txt')))
  expect([both.text.length, both.leftOut.words]).toEqual([shareLimits.letters, true])
})

test('pictures beyond thirty, or 24 MB together, are counted', async () => {
  const pictures = (count: number) => Array.from({ length: count }, () => file('x', 'a.jpg', 'image/jpeg'))
  const many = await shareContent(shared('', ...pictures(20_000)))
  expect([many.pictures.length, many.leftOut.pictures]).toEqual([30, 19_970])
  const large = file(new Uint8Array(shareLimits.bytes), 'lon.jpg', 'image/jpeg')
  const both = await shareContent(shared('', ...pictures(1), large, ...pictures(1)))
  expect([both.pictures.length, both.leftOut.pictures]).toEqual([2, 1])
})

test('files of which nothing can be kept are counted, and empty ones are none', async () => {
  const texts = Array.from({ length: 6 }, (_, n) => file(`${n}`, `${n}.txt`))
  const others = [file('%PDF', 'don.pdf', 'application/pdf'), file('a\0b', 'la.txt'), file('', 'x.bin')]
  const { text, leftOut } = await shareContent(shared('', ...texts, ...others))
  // One text file too many, the document, and what is called a text and is none.
  expect([text, leftOut]).toEqual(['0\n1\n2\n3\n4', { ...nothingLeftOut, files: 3 }])
})
