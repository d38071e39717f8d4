import { kinds } from './fact-types-vi.ts'
import { text } from '../text.ts'

/** What a record of each type is called; it comes with the screens that list records. */
export const kindWords: Record<string, string> = text('factTypes', kinds)
