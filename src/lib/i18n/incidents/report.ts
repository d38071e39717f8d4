import { record } from './report-vi.ts'
import { text } from '../text.ts'

/** What an incident's paper says; it comes with that paper. */
export const recordWords = text('incidentReport', record)
