/**
 * Returns the page that a tapped notification opens: a gate's or an alarm's page, which only shows something, or the
 * first page. Pushed data can lead nowhere else, so a tap never triggers an action.
 */
export function tappedPage(page: unknown): string {
  return typeof page === 'string' && /^\/(gate|alarm)\/[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(page) ? page : '/'
}

/** Message type with which the service worker asks an open page to go there. */
export const openPage = 'OPEN_PAGE'
