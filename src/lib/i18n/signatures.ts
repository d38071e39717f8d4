import { signatures } from './signatures-vi.ts'
import { text } from './text.ts'

/** What is said of signatures; it comes with the screens that check them. */
export const signatureWords = text('signatures', signatures)
