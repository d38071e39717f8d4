import { readFileSync, statSync } from 'node:fs'

/** Largest file, bytes: some 200,000 lines. */
export const mostBytes = 16 * 1024 * 1024

/** Reads a list in UTF-8, or returns one sentence that says why it cannot be read, and where. */
export function readList(file: string): { text: string } | { problem: string } {
  let bytes: Uint8Array
  try {
    const { size } = statSync(file)
    if (size > mostBytes) return { problem: `tệp lớn hơn ${mostBytes / 1024 / 1024} MB, hãy chia nhỏ.` }
    bytes = readFileSync(file)
  } catch {
    return { problem: 'không đọc được tệp.' }
  }
  return decoded(bytes)
}

/** Decodes UTF-8 only: other encodings, and files that already contain �, would corrupt names. */
export function decoded(bytes: Uint8Array): { text: string } | { problem: string } {
  const text = new TextDecoder().decode(bytes)
  const wrong = text.indexOf('\uFFFD')
  if (wrong < 0) return { text }
  const line = text.slice(0, wrong).split('\n').length
  return { problem: `Dòng ${line}: chữ không phải UTF-8, hãy lưu lại tệp dạng “CSV UTF-8”.` }
}
