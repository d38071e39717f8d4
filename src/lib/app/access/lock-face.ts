import type { SettingsStorage } from '../settings/settings.svelte.ts'

/** Holds the lock as it was shown last: `static/lock-face.js` shows it again before the app has loaded. */
interface LockFace {
  account: string
  /** The language of its words. */
  lang: string
  /** The build whose markup and styles it is of. */
  build: string
  /** The addresses of its style sheets. */
  styles: readonly string[]
  html: string
}

/** Offered by that script on a page where it shows a face. */
interface ShownFace {
  account: string
  /** Ends it, and returns the digits that were typed on it. */
  take(): string
}

declare global {
  var lockFace: ShownFace | undefined
}

const key = 'lock-face'

/** Keeps what the lock shows, ready to be shown again: nothing typed, nothing said, and no style that the page's policy refuses. */
export function keepLockFace(shelf: SettingsStorage, account: string, shown: HTMLElement): void {
  const face = shown.cloneNode(true) as HTMLElement
  for (const said of face.querySelectorAll('.said > *, .corner > *')) said.remove()
  for (const dot of face.querySelectorAll('.filled')) dot.classList.remove('filled')
  for (const pad of face.querySelectorAll('.keys button')) pad.removeAttribute('disabled')
  for (const styled of face.querySelectorAll('[style]')) styled.removeAttribute('style')
  const { documentElement, styleSheets } = shown.ownerDocument
  const styles = [...styleSheets].flatMap(({ href }) => (href ? [new URL(href).pathname] : []))
  const build = documentElement.dataset['build'] ?? ''
  const kept: LockFace = { account, lang: documentElement.lang, build, styles, html: face.outerHTML }
  try {
    shelf.setItem(key, JSON.stringify(kept))
  } catch {
    // The disk is full: the next start waits for the app.
  }
}

export function dropLockFace(shelf: Pick<Storage, 'removeItem'>): void {
  shelf.removeItem(key)
}

/** Returns the digits that were typed for this account before the app had loaded, once; '' when there are none. */
export function typedOnFace(account: string): string {
  const face = globalThis.lockFace
  globalThis.lockFace = undefined
  const typed = face?.take() ?? ''
  return face?.account === account ? typed : ''
}
