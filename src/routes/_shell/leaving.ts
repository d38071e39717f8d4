import { afterNavigate, goto } from '$app/navigation'

/**
 * How a form gives way to the page below it: back in history when somebody came from there, so that no tap on "back"
 * is dead; else in its own place. To be called while a component is made.
 * @returns what to call once the form is saved, with the address of that page
 */
export function leaving(): (below: string) => void {
  let before: string | undefined
  // A form that is made behind the PIN, after a reload, is told of no navigation.
  let here: string | undefined = location.pathname
  let left = false
  afterNavigate(({ from, to, type }) => {
    left = false
    here = to?.url.pathname
    before = type === 'link' || type === 'goto' ? from?.url.pathname : undefined
  })
  return (below) => {
    // A second tap is no second step back, and who has gone on while it was saved stays where he is.
    if (left || location.pathname !== here) return
    left = true
    if (before === below) history.back()
    else void goto(below, { replaceState: true })
  }
}
