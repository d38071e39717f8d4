import { afterNavigate, goto } from '$app/navigation'

/**
 * How a form gives way to the page below it: back in history when somebody came from there, so that no tap on "back"
 * is dead; else in its own place. To be called while a component is made.
 * @returns what to call once the form is saved, with the address of that page
 */
export function leaving(): (below: string) => void {
  let before: string | undefined
  let left = false
  afterNavigate(({ from, type }) => {
    left = false
    before = type === 'link' || type === 'goto' ? from?.url.pathname : undefined
  })
  return (below) => {
    // A second tap is no second step back.
    if (left) return
    left = true
    if (before === below) history.back()
    else void goto(below, { replaceState: true })
  }
}
