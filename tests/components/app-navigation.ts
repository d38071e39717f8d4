import { onDestroy } from 'svelte'
import type { AfterNavigate, BeforeNavigate, OnNavigate } from '@sveltejs/kit'

/** Stands in for `$app/navigation`: remembers where a component leads to, and lets a test be the one that goes there. */

type Before = (navigation: BeforeNavigate) => void
type On = (navigation: OnNavigate) => void
type After = (navigation: AfterNavigate) => void

const befores = new Set<Before>()
const ons = new Set<On>()
const afters = new Set<After>()

/** Where components have led to since the last `forgetNavigation`, oldest first. */
export const ledTo: { to: string; replaces: boolean }[] = []

function listening<Listener>(listeners: Set<Listener>) {
  return (listener: Listener): void => {
    listeners.add(listener)
    onDestroy(() => void listeners.delete(listener))
  }
}

/** @public */
export const beforeNavigate = listening(befores)
/** @public */
export const onNavigate = listening(ons)
/** @public */
export const afterNavigate = listening(afters)

/** @public */
export async function goto(to: string | URL, { replaceState = false } = {}): Promise<void> {
  ledTo.push({ to: String(to), replaces: replaceState })
}

/** Goes from one page to another, as far as mounted components hear of it. */
export function navigate(type: 'link' | 'goto' | 'popstate', from: string, to: string): void {
  const target = (path: string) => ({ url: new URL(path, location.href) })
  const navigation = { type, from: target(from), to: target(to), cancel: () => {} }
  for (const listener of befores) listener(navigation as unknown as BeforeNavigate)
  for (const listener of ons) listener(navigation as unknown as OnNavigate)
  for (const listener of afters) listener(navigation as unknown as AfterNavigate)
}

export function forgetNavigation(): void {
  ledTo.length = 0
}
