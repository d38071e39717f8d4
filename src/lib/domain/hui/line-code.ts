import { finds } from '../search.ts'

/** Does the query find a line's code, with its hyphens and spaces or without? "lt18" finds "LT-18 mùng 10". */
export const findsCode = (query: string, code: string): boolean =>
  finds(query, [code, code.replace(/[^\p{L}\p{M}\p{N}]/gu, '')])
