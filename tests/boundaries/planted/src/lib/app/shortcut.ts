import { stored } from '../data/store.ts'
export const shortcut = stored
