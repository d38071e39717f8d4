import { acceptance } from './acceptance-vi.ts'
import { gateVietnamese } from './gates.ts'
import { text } from '../text.ts'

/** What is said of testing a gate; it comes with those screens. */
export const acceptanceWords = text('acceptance', { ...gateVietnamese, acceptance })
