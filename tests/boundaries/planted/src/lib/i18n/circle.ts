import { other } from './other.ts'
export const circle: number = other
