import { afterNavigate, beforeNavigate, goto, onNavigate } from '$app/navigation'
import { navigating } from '$app/state'
import { getSavedWord } from './saved-word.svelte.ts'

/** Returns a check whether the component's page is still open: people who have moved on are left where they are. */
function staying(): () => boolean {
  // Behind the lock a form is mounted without a navigation.
  let here = location.pathname
  let left = false
  // A form that was left has no say any more, though the person opens its page again: that is another form.
  onNavigate(({ to }) => void (left = to?.url.pathname !== here))
  afterNavigate(({ to }) => {
    here = to?.url.pathname ?? here
    left = false
  })
  // A tapped link counts as leaving, though its page may still be loading.
  return () => !left && (navigating.to?.url.pathname ?? location.pathname) === here
}

/**
 * Replaces a form with the page it has saved, unless the person has left meanwhile. Call during component
 * initialisation.
 * @returns a function to call after saving, with the address of that page
 */
export function arriving(): (there: string) => void {
  const stays = staying()
  const word = getSavedWord()
  return (there) => {
    if (!stays()) return
    word.lead()
    void goto(there, { replaceState: true })
  }
}

/**
 * Leads from a form to the page below it: goes back in history if the person came from there, so that "back" never
 * seems dead; otherwise replaces the form. Call during component initialisation.
 * @returns a function to call after saving, with the address of that page
 */
export function leaving(): (below: string) => void {
  const stays = staying()
  const word = getSavedWord()
  const goBack = goingBack()
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
    word.lead()
    if (before === below) goBack()
    else void goto(below, { replaceState: true })
  }
}

/**
 * Returns a function that goes back in history without undoing where the person goes meanwhile: the browser goes back
 * only a moment after it is asked to, by one step from wherever it stands then. A link tapped before that waits for it.
 */
function goingBack(): () => void {
  let isUnderWay = false
  let tapped: URL | null = null
  beforeNavigate(({ to, type, cancel }) => {
    // Holds one tap only: another one is let through, should the browser never go back.
    if (!isUnderWay || type === 'popstate' || !to || tapped) return
    tapped = to.url
    cancel()
  })
  return () => {
    isUnderWay = true
    const onBack = () => {
      isUnderWay = false
      if (tapped) void goto(tapped)
    }
    addEventListener('popstate', onBack, { once: true })
    history.back()
  }
}
