import { afterNavigate, goto } from '$app/navigation'
import { navigating } from '$app/state'

/** Returns a check whether the component's page is still open: people who have moved on are left where they are. */
function staying(): () => boolean {
  // Behind the lock a form is mounted without a navigation.
  let here = location.pathname
  afterNavigate(({ to }) => (here = to?.url.pathname ?? here))
  // A tapped link counts as leaving, though its page may still be loading.
  return () => (navigating.to?.url.pathname ?? location.pathname) === here
}

/**
 * Replaces a form with the page it has saved, unless the person has left meanwhile. Call during component
 * initialisation.
 * @returns a function to call after saving, with the address of that page
 */
export function arriving(): (there: string) => void {
  const stays = staying()
  return (there) => void (stays() && goto(there, { replaceState: true }))
}

/**
 * Leads from a form to the page below it: goes back in history if the person came from there, so that "back" never
 * seems dead; otherwise replaces the form. Call during component initialisation.
 * @returns a function to call after saving, with the address of that page
 */
export function leaving(): (below: string) => void {
  const stays = staying()
  let before: string | undefined
  let left = false
  afterNavigate(({ from, type }) => {
    left = false
    before = type === 'link' || type === 'goto' ? from?.url.pathname : undefined
  })
  return (below) => {
    // A second tap must not go back twice.
    if (left || !stays()) return
    left = true
    if (before === below) history.back()
    else void goto(below, { replaceState: true })
  }
}
