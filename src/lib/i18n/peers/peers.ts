import { peers } from './peers-vi.ts'
import { text } from '../text.ts'

/** Words for handing records from phone to phone; bundled with the screens that do so. */
export const peerWords = text('peers', peers)
