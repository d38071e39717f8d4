import { shortcut } from '#lib/app/shortcut.ts'
export const main = shortcut
