import { erasure } from './erasure-vi.ts'
import { text } from '../text.ts'

/** What is said of erasing a person's data; it comes with the screens that do and tell it. */
export const erasureWords = text('erasure', erasure)
