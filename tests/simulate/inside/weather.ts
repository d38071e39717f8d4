import type { Chance } from './chance.ts'

/** What may happen to one request on its way. */
export type Fault =
  | 'lost'
  | 'answer-lost'
  | 'silent'
  | 'slow'
  | 'cut'
  | 'cut-quietly'
  | 'twice'
  | 'shuffled'
  | 'rows-missing'
  | 'too-large'
  | 'portal'
  | 'redirect'
  | 'odd'
  | 'busy'
  | 'unavailable'
  | 'broken'
  | 'unauthorized'

/** How often each comes, in a hundred requests. */
export type Weather = Partial<Record<Fault, number>>

export const refusing: Weather = { busy: 100 }
export const losing: Weather = { 'answer-lost': 40, 'cut-quietly': 10, cut: 10 }
const storms: Record<string, Weather> = {
  patchy: { lost: 10, 'answer-lost': 10, silent: 3, slow: 10, cut: 5 },
  losing,
  hanging: { silent: 25, slow: 25 },
  portal: { portal: 70, redirect: 30 },
  overloaded: { busy: 20, unavailable: 20, slow: 20, broken: 10 },
  proxy: { twice: 25, 'too-large': 14, shuffled: 20, 'cut-quietly': 3 },
  shuffling: { shuffled: 70, 'rows-missing': 15, twice: 10 },
  odd: { odd: 15, broken: 15, 'rows-missing': 10 },
  strict: { unauthorized: 20 }
}

export const calm: Weather = { shuffled: 20 }

export function someWeather(chance: Chance): { name: string; weather: Weather } {
  if (chance.in(0.35)) return { name: 'calm', weather: calm }
  const name = chance.one(Object.keys(storms))
  return { name, weather: storms[name]! }
}

export function faultIn(weather: Weather, chance: Chance): Fault | null {
  let left = chance.real() * 100
  for (const [fault, often] of Object.entries(weather) as [Fault, number][])
    if ((left -= often) < 0) return fault
  return null
}
