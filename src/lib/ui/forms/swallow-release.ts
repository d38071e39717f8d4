/** For how long after a finger has lifted its click may still come, ms. */
const lateMs = 500

/**
 * What a long press did may put something else under the finger that still lies there; lifting it is no press of that.
 * Swallows the one click that follows without a press of its own.
 */
export function swallowRelease(): void {
  const over = new AbortController()
  const until = { capture: true, signal: over.signal }
  const end = () => over.abort()
  addEventListener(
    'click',
    (event) => {
      // A click that the page itself makes is nobody's finger.
      if (!event.isTrusted) return
      event.preventDefault()
      event.stopImmediatePropagation()
      end()
    },
    until
  )
  for (const begun of ['pointerdown', 'keydown']) addEventListener(begun, end, until)
  for (const lifted of ['pointerup', 'pointercancel'])
    addEventListener(lifted, () => setTimeout(end, lateMs), until)
}
