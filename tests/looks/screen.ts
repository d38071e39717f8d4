import type { Words } from '#lib/i18n/words.ts'
import { screens } from '../browser/screens.ts'

/** A screen as one account of the demo sees it. */
export interface Look {
  account: string
  path: string
  /** Typed into the screen's search field first. */
  search?: string
  /** Chosen in a field first: which, and what. */
  choose?: (t: Words) => readonly [field: string, choice: string]
  /** Links and buttons pressed one after the other from there, by (part of) their name. */
  press?: (t: Words) => readonly string[]
  /** Where that leads, where it leads elsewhere: `/incident/[id]/note`. */
  to?: string
  /** What stands on it once it has arrived. */
  shows: (t: Words) => string
  /** Brought by the broker and kept by nobody: not looked at without a network. */
  live?: true
}

/** The screen that an address belongs to, with the names of its parameters; undefined where there is none. */
export function screenOf(path: string): string | undefined {
  const parts = path.split('?')[0]!.split('/')
  const fits = (screen: string) => {
    const own = screen.split('/')
    return own.length === parts.length && own.every((part, i) => part.startsWith('[') || part === parts[i])
  }
  const parameters = (screen: string) => screen.split('[').length
  return screens.filter(fits).sort((a, b) => parameters(a) - parameters(b))[0]
}

/** The screen at which somebody who looks arrives in the end. */
export const arrivesAt = ({ path, to }: Look): string | undefined => to ?? screenOf(path)

/** The first part of the address at which it ends: screens under it are laid out alike. */
export const layoutOf = (look: Look): string | undefined => arrivesAt(look)?.split('/')[1]
