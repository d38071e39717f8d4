import { createContext } from 'svelte'
import type { App } from './app.svelte.ts'

/** The one App of this tab, set by the root layout. */
export const [getApp, setApp] = createContext<App>()
