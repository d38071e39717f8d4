import { afterNavigate, goto } from '$app/navigation'
import { navigating } from '$app/state'

/** @returns whether the page is still there that the component was made on: who has gone on stays where he is */
function staying(): () => boolean {
  // Behind the lock a form is made without being navigated to.
  let here = location.pathname
  afterNavigate(({ to }) => (here = to?.url.pathname ?? here))
  // Who has tapped a link is on his way, though its page may still be loading.
  return () => (navigating.to?.url.pathname ?? location.pathname) === here
}

/**
 * How a form gives way to what it has saved, in its own place, unless somebody has gone on while it was saved. To be
 * called while a component is made.
 * @returns what to call once the form is saved, with the address of that page
 */
export function arriving(): (there: string) => void {
  const stays = staying()
  return (there) => void (stays() && goto(there, { replaceState: true }))
}

/**
 * How a form gives way to the page below it: back in history when somebody came from there, so that no tap on "back"
 * is dead; else in its own place. To be called while a component is made.
 * @returns what to call once the form is saved, with the address of that page
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
    // A second tap is no second step back.
    if (left || !stays()) return
    left = true
    if (before === below) history.back()
    else void goto(below, { replaceState: true })
  }
}
