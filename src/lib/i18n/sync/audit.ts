import { audit } from './audit-vi.ts'
import { text } from '../text.ts'

/** What is said of comparing with the server; it comes with the page that offers it. */
export const auditWords = text('audit', audit)
