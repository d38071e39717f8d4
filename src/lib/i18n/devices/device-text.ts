import { standingWords } from './admission.ts'

/** Names a phone, with the dot at the end of its line: "Samsung A15 · mã 4827HK", or by its code alone. */
export const deviceText = ({ label, code }: { label?: string; code: string }): string =>
  [label, standingWords.code(code)].filter(Boolean).join('\u00a0· ')
