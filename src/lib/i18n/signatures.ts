import { signatures } from './signatures-vi.ts'
import { text } from './text.ts'

/** Words for signatures; bundled with the screens that check them. */
export const signatureWords = text('signatures', signatures)
