import { stored } from '#lib/data/store.ts'
export const impure = stored
