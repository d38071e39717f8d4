import { text } from '../text.ts'
import { huiGroups } from './groups-vi.ts'

/** Words of the register of hụi groups; bundled with the screens that show it. */
export const groupWords = text('huiGroups', huiGroups)
