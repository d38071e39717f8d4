/**
 * The page that a tapped notification leads to: a gate's or an alarm's, which only shows something, or the first page.
 * Nothing that was pushed can lead elsewhere, so that a tap never works anything.
 */
export function tappedPage(page: unknown): string {
  return typeof page === 'string' && /^\/(gate|alarm)\/[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(page) ? page : '/'
}

/** How the service worker asks an open page to go there. */
export const openPage = 'OPEN_PAGE'
