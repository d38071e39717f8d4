/** Stands in for `$app/state`: a test says which page is open. */

interface Navigating {
  type: 'link' | 'goto' | 'popstate' | null
  from: { url: URL } | null
  to: { url: URL } | null
}

class Page {
  url = $state.raw(new URL(location.href))
  params = $state.raw<Record<string, string>>({})
}

class NavigatingNow implements Navigating {
  type = $state.raw<Navigating['type']>(null)
  from = $state.raw<Navigating['from']>(null)
  to = $state.raw<Navigating['to']>(null)
}

/** @public */
export const page = new Page()
/** @public */
export const navigating = new NavigatingNow()

/** Opens a page, as far as components read its address. */
export function openPage(path: string): void {
  page.url = new URL(path, location.href)
}

/** Lets the page that is mounted next come of a navigation: `popstate` is the way back. */
export function arriveBy(type: Navigating['type'], from = '/'): void {
  navigating.type = type
  navigating.from = type && { url: new URL(from, location.href) }
}
