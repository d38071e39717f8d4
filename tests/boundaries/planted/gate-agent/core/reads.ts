import { readFileSync } from 'node:fs'

export const kept = () => readFileSync('kept.json', 'utf8')
