import { sms } from './sms-vi.ts'
import { text } from '../../text.ts'

/** Words for text messages to gates; bundled with those screens. */
export const gateSmsWords = text('gateSms', sms)
