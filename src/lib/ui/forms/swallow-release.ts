/** How long after the finger lifts its click may still arrive, ms. */
const lateMs = 500

/**
 * Swallows the next click that has no press of its own. The action of a long press may put something else under the
 * finger, and lifting the finger must not press it.
 */
export function swallowRelease(): void {
  const over = new AbortController()
  const until = { capture: true, signal: over.signal }
  const end = () => over.abort()
  addEventListener(
    'click',
    (event) => {
      // A click dispatched by the page itself comes from no finger.
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
