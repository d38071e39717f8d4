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
  tree: Part
}

/** Words, or a tag with its attributes and parts: no markup, for whoever gets at the phone's storage may change it. */
type Part = string | [tag: string, attributes: Record<string, string>, parts: Part[]]

/** Offered by that script on a page where it shows a face. */
interface ShownFace {
  account: string
  /** Ends it, and returns the digits that were typed on it, and whether the alarm was tapped. */
  take(): TakenFace
}

/** Tells what was done on a face before the app had loaded. */
interface TakenFace {
  typed: string
  alarm: boolean
}

declare global {
  var lockFace: ShownFace | undefined
}

const key = 'lock-face'

/** Leaves out what makes no sense before the app has loaded, and styles, which the page's policy refuses. */
const dropped = /^(style|role|disabled|xmlns|data-.*|aria-(live|busy))$/

function partOf(node: Node): Part[] {
  if (node instanceof Text) return [node.data]
  if (!(node instanceof Element)) return []
  const attributes = [...node.attributes].flatMap(({ name, value }) =>
    dropped.test(name) ? [] : [[name, value] as const]
  )
  return [[node.localName, Object.fromEntries(attributes), [...node.childNodes].flatMap(partOf)]]
}

/** Keeps what the lock shows, ready to be shown again: nothing typed and nothing said. */
export function keepLockFace(shelf: SettingsStorage, account: string, shown: HTMLElement): void {
  // An alarm stands in its place: a start anew asks for the secret, and offers the alarm.
  if (!shown.querySelector('.keys')) return
  const face = shown.cloneNode(true) as HTMLElement
  for (const said of face.querySelectorAll('.said > *')) said.remove()
  for (const dot of face.querySelectorAll('.filled')) dot.classList.remove('filled')
  const { documentElement, styleSheets } = shown.ownerDocument
  const styles = [...styleSheets].flatMap(({ href }) => (href ? [new URL(href).pathname] : []))
  const build = documentElement.dataset['build'] ?? ''
  const kept: LockFace = { account, lang: documentElement.lang, build, styles, tree: partOf(face)[0]! }
  try {
    shelf.setItem(key, JSON.stringify(kept))
  } catch {
    // The disk is full: the next start waits for the app.
  }
}

export function dropLockFace(shelf: Pick<Storage, 'removeItem'>): void {
  shelf.removeItem(key)
}

/** Returns what was done for this account before the app had loaded, once. */
export function takeLockFace(account: string): TakenFace {
  const face = globalThis.lockFace
  globalThis.lockFace = undefined
  const nothing = { typed: '', alarm: false }
  const taken = face?.take() ?? nothing
  return face?.account === account ? taken : nothing
}
