import { shortcut } from '#lib/app/shortcut.ts'
import { door } from '../beside/door.ts'
export const main = [shortcut, door]
