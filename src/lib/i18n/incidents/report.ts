import { incidentReport } from './report-vi.ts'
import { text } from '../text.ts'

/** Words of an incident's paper; bundled with that paper. */
export const recordWords = text('incidentReport', incidentReport)
