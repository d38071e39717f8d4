import { randomBytes } from 'node:crypto'

/** Returns a word that no text had before. It has no digit: a form stops before a number that may be somebody's. */
export const mark = (): string =>
  [...randomBytes(8)].map((byte) => String.fromCharCode('a'.charCodeAt(0) + (byte % 26))).join('')

/** Returns words that no text had before. */
export const unique = (words: string): string => `${words} ${mark()}`
