/**
 * Follows a tap on the back arrow: where the person came from the page that it names, goes back in history, so that this
 * page is as it was left, also how far it was scrolled. Leaves anything else to the link, also in browsers that do not
 * tell what was before.
 */
export function returnBy(event: MouseEvent): void {
  const { navigation } = globalThis as { navigation?: Navigation }
  const before = navigation?.entries()[navigation.currentEntry!.index - 1]?.url
  const { href } = event.currentTarget as HTMLAnchorElement
  if (event.ctrlKey || before?.split('?')[0] !== href) return
  event.preventDefault()
  // The second one of two quick taps must not go back once more.
  if (event.detail < 2) history.back()
}
