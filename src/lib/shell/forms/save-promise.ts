import { getContext, setContext } from 'svelte'
import { words } from '#lib/i18n/words.ts'

const key = Symbol('save promise')

/**
 * Sets what forms within a component say of a save before it is made.
 * @param text undefined where what is saved is sent as elsewhere
 */
export const promiseOnSave = (text: () => string | undefined): unknown => setContext(key, text)

/** Returns what a form says of a save before it is made: that it is kept at once, and what becomes of it. */
export const promisedOnSave = (): string =>
  getContext<(() => string | undefined) | undefined>(key)?.() ?? words.note.promise
