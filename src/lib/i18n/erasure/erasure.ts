import { erasure } from './erasure-vi.ts'
import { text } from '../text.ts'

/** Words for erasing a person's data; bundled with the screens that do it and report it. */
export const erasureWords = text('erasure', erasure)
