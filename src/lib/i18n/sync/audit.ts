import { audit } from './audit-vi.ts'
import { text } from '../text.ts'

/** Words for comparing the phone with the server; bundled with the page that offers it. */
export const auditWords = text('audit', audit)
