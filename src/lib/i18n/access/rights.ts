import { rights } from './rights-vi.ts'
import { text } from '../text.ts'

/** Words for what an account may do; bundled with that screen. */
export const rightsWords = text('rights', rights)
