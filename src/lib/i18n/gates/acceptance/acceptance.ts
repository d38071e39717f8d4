import { acceptance } from './acceptance-vi.ts'
import { gateVietnamese } from '../gates.ts'
import { text } from '../../text.ts'

/** Words for testing a gate; bundled with those screens. */
export const acceptanceWords = text('acceptance', { ...gateVietnamese, acceptance })
