import { createContext } from 'svelte'
import type { App } from './app.svelte.ts'
import type { Notebook } from './notebook/notebook.svelte.ts'

const [getHeldApp, setApp] = createContext<() => App>()

/** The one App of this tab, set by the root layout. */
export { setApp }
export const getApp = (): App => getHeldApp()()

/** Returns the open notebook; screens that call this are drawn only while there is one. */
export function getNotebook(): Notebook {
  const { notebook } = getApp()
  if (!notebook) throw new Error('no notebook is open')
  return notebook
}
