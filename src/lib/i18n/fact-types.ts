import { kinds } from './fact-types-vi.ts'
import { text } from './text.ts'

/** Names of the record types; bundled with the screens that list records. */
export const kindWords: Record<string, string> = text('factTypes', kinds)
