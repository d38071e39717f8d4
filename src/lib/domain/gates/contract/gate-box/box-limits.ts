import { maxBoxBytes } from '../../../transit/box.ts'

/** Letters of a piece: with what is signed around it, and quoted twice, it fits an envelope. */
export const pieceLetters = 6_144
/** Letters of one box as it travels, see `boxLetters`. */
export const maxBoxLetters = maxBoxBytes + 256
/** Boxes that an agent names in one answer: together they fit an envelope. */
export const listedBoxes = 40

/** How long an agent keeps a box that it could not bring, and remembers one that it brought, ms. */
export const boxKeptMs = 7 * 86_400_000
