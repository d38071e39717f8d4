/**
 * Watches the end of a list that is drawn by steps: asks for the next step when the end is less than a screen below
 * what is seen, and looks again only when that step has been laid out. An observer that goes on looking meanwhile would
 * ask twice.
 * @returns an attachment for an element that stands behind the last row
 */
export const nearEnd = (draw: () => void) => (end: HTMLElement) => {
  const ahead = '0px 0px 100%'
  let frame = 0
  const sight = new IntersectionObserver(
    (seen) => {
      if (!seen.at(-1)!.isIntersecting) return
      sight.disconnect()
      draw()
      frame = requestAnimationFrame(() => sight.observe(end))
    },
    // The second margin is for a list that scrolls in a pane of its own, which would cut the first off.
    { rootMargin: ahead, scrollMargin: ahead }
  )
  sight.observe(end)
  return () => {
    cancelAnimationFrame(frame)
    sight.disconnect()
  }
}
