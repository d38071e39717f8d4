import { circle } from './circle.ts'
export const other: number = circle
