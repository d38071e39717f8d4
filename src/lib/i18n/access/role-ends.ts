import { roleEnds } from './role-ends-vi.ts'
import { text } from '../text.ts'

/** Words for the last day of a role. */
export const roleEndWords = text('roleEnds', roleEnds)
