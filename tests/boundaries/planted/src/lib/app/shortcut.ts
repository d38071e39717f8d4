import { stored } from '../data/store.ts'
import { lunar } from '../domain/hui/lunar.ts'
export const shortcut = [stored, lunar]
