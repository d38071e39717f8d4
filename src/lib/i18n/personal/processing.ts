import { text } from '../text.ts'
import { processing } from './processing-vi.ts'

/** Words about personal data for commanders; bundled with those screens. */
export const processingWords = text('processing', processing)
