import { stored } from '#lib/data/store.ts'
export const allowed = stored
