/**
 * Names the margin that also reaches into a pane which scrolls by itself, where the browser knows it. Both together would
 * add up on a page that scrolls as a whole.
 */
const margin = 'scrollMargin' in IntersectionObserver.prototype ? 'scrollMargin' : 'rootMargin'

/**
 * Watches the end of a list that is drawn by steps: asks for the next step when the end is less than a screen below
 * what is seen, and looks again only when that step has been laid out. An observer that goes on looking meanwhile would
 * ask twice.
 * @returns an attachment for an element that stands behind the last row
 */
export const nearEnd = (draw: () => void) => (end: HTMLElement) => {
  let frame = 0
  const sight = new IntersectionObserver(
    (seen) => {
      if (!seen.at(-1)!.isIntersecting) return
      sight.disconnect()
      draw()
      frame = requestAnimationFrame(() => sight.observe(end))
    },
    { [margin]: '0px 0px 100%' }
  )
  sight.observe(end)
  return () => {
    cancelAnimationFrame(frame)
    sight.disconnect()
  }
}
