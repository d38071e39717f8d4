import { text } from '../../text.ts'
import { huiHost } from './host-vi.ts'

/** Words of the pictures on a host's page; bundled with it. */
export const hostWords = text('huiHost', huiHost)
