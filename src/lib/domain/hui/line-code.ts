import { finds } from '../search.ts'

/** Tells whether the query finds a line's code, with or without its hyphens and spaces: "lt18" finds "LT-18 mùng 10". */
export const findsCode = (query: string, code: string): boolean =>
  finds(query, [code, code.replace(/[^\p{L}\p{M}\p{N}]/gu, '')])
