import { survey } from './survey-vi.ts'
import { text } from '../../text.ts'

/** Words for connecting a gate to its controller; bundled with that screen. */
export const surveyWords = text('gateSurvey', survey)
