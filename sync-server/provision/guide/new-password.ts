import { randomInt } from 'node:crypto'

/** Omits characters that are confused when read aloud or copied by hand. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Returns so many of these characters at random. */
export const randomLetters = (count: number): string =>
  Array.from({ length: count }, () => letters[randomInt(letters.length)]).join('')

/** Makes a password that can be read out and copied by hand: three groups of four. */
export const newPassword = (): string => [4, 4, 4].map(randomLetters).join('-')
