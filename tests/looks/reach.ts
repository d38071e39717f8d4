import type { Page } from '@playwright/test'

/**
 * Tells what of the screen cannot be reached as it stands: its main act, which is pressed, each field and choice of its
 * form, and two rows of each of its lists, which are read side by side, must come free of the bars somewhere while the
 * page is scrolled. Of rows so high that two do not fit between the navigation and the screen's edge one has to be whole
 * above the beginning of the next; of rows that lead nowhere the beginning of one is enough.
 */
export const examineReach = (page: Page): Promise<string[]> => page.evaluate(measureReach)

/** Runs in the page. */
function measureReach(): string[] {
  const problems: string[] = []
  const named = (element: Element) => `“${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 50)}”`
  // A form fills the screen: what it covers cannot be reached, and need not be.
  const top = [...document.querySelectorAll('.over')].findLast((cover) => cover.checkVisibility())
  const shown = (selector: string, within: Element = top ?? document.body) =>
    [...within.querySelectorAll<HTMLElement>(selector)].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) && !element.closest('.unseen, [inert]')
    )
  /** Whether a finger there meets the element, and no bar over it. */
  const meets = (element: Element, x: number, y: number) => {
    const met = document.elementFromPoint(x, y)
    return met !== null && (element.contains(met) || met.closest('label')?.contains(element) === true)
  }
  /** Whether it is free at its middle and just within its upper and lower edge, or down to a depth of it, px. */
  const isFree = (element: Element, depth?: number) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const deep = depth ?? height
    return [2, deep / 2, deep - 2].every((y) => meets(element, left + width / 2, top + y))
  }
  /** Finds what stays on the screen however it is scrolled: the navigation below, an urgent act, what a gate has told. */
  const staying = shown('nav, .act.urgent, .banner', document.body)
    .map((bar) => bar.getBoundingClientRect())
    .filter(({ width }) => width > innerWidth / 2)
  const isUpper = ({ top }: DOMRect) => top < innerHeight / 2
  const heightOf = (bars: readonly DOMRect[]) => bars.reduce((sum, { height }) => sum + height, 0)
  /** Down to where they cover the screen's upper edge, px. */
  const above = top ? 0 : Math.max(0, ...staying.filter(isUpper).map(({ bottom }) => bottom))
  const room = innerHeight - above - (top ? 0 : heightOf(staying.filter((bar) => !isUpper(bar))))

  const middleOf = (element: Element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return [left + width / 2, top + height / 2] as const
  }
  for (const bar of shown('.act')) {
    const act = shown('a[href], button, label', bar)[0]
    if (!act) continue
    act.scrollIntoView({ block: 'nearest' })
    // An act that sticks to an edge comes no further by being scrolled to: it comes free at the end of the page.
    if (!meets(act, ...middleOf(act))) scrollTo(0, document.documentElement.scrollHeight)
    const [x, y] = middleOf(act)
    if (meets(act, x, y)) continue
    const over = document.elementFromPoint(x, y)?.closest('[class], nav, header')
    problems.push(`out of reach: the act ${named(act)}, under <${over?.localName}> at ${x}, ${y}`)
  }
  for (const field of shown('form :is(.option, .box)')) {
    field.scrollIntoView({ block: 'center' })
    if (!meets(field, ...middleOf(field))) problems.push(`out of reach: the field ${named(field)}`)
  }
  // The alarm waits for nobody to scroll.
  scrollTo(0, 0)
  for (const alarm of shown('.siren a')) {
    const { left, top, width, height } = alarm.getBoundingClientRect()
    if (![0.1, 0.9].every((part) => meets(alarm, left + width / 2, top + height * part)))
      problems.push(`out of reach at first: ${named(alarm)}`)
  }
  /** How much of the row below is to be seen with one that leaves it no room, px. */
  const head = 40
  for (const list of shown('ul, ol')) {
    const rows = shown(':scope > .row', list).slice(0, 4)
    if (rows.length < 2) continue
    const heights = rows.map((row) => row.offsetHeight)
    const isRead = rows.every((row) => !row.querySelector('a[href], button, input, summary'))
    const comesFree = rows.slice(1).some((second, i) => {
      const first = rows[i]!
      return (['start', 'below', 'end'] as const).some((block) => {
        if (block === 'end') second.scrollIntoView({ block })
        else first.scrollIntoView({ block: 'start' })
        // Below what stays at the screen's upper edge.
        if (block === 'below') scrollBy(0, first.getBoundingClientRect().top - above)
        // Rows that are only read may go by in pieces.
        if (isRead) return isFree(first, head)
        if (heights[i]! + heights[i + 1]! <= room) return isFree(first) && isFree(second)
        if (heights[i]! + head <= room) return isFree(first) && (block === 'end' || isFree(second, head))
        return isFree(first, head)
      })
    })
    if (!comesFree) problems.push(`never two rows at once, ${heights.join(' + ')} high: ${named(rows[0]!)}`)
  }
  scrollTo(0, 0)
  return problems
}
