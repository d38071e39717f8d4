import type { Page } from '@playwright/test'

/**
 * What of the screen cannot be reached as it stands: its main act, which is pressed, and two rows of each of its lists,
 * which are read side by side, must come free of the bars somewhere while the page is scrolled.
 */
export const examineReach = (page: Page): Promise<string[]> => page.evaluate(measureReach)

/** Runs in the page. */
function measureReach(): string[] {
  const problems: string[] = []
  const named = (element: Element) => `“${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 50)}”`
  const covers = [...document.querySelectorAll('.over')].filter((cover) => cover.checkVisibility())
  /** A form fills the screen: what it covers cannot be reached, and need not be. */
  const top = covers.at(-1) ?? document.body
  const shown = (selector: string, within: Element = top) =>
    [...within.querySelectorAll<HTMLElement>(selector)].filter(
      (element) =>
        element.checkVisibility({ visibilityProperty: true }) && !element.closest('.unseen, [inert]')
    )
  /** Whether a finger there meets the element, and no bar over it. */
  const meets = (element: Element, x: number, y: number) => {
    const met = document.elementFromPoint(x, y)
    return met !== null && (element.contains(met) || met.closest('label')?.contains(element) === true)
  }
  const middleMet = (element: Element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return meets(element, left + width / 2, top + height / 2)
  }
  /** Its middle, and just within its upper and lower edge. */
  const wholeMet = (row: Element) => {
    const { left, top, width, bottom } = row.getBoundingClientRect()
    return [top + 2, (top + bottom) / 2, bottom - 2].every((y) => meets(row, left + width / 2, y))
  }

  for (const bar of shown('.act')) {
    const act = shown('a[href], button, label', bar)[0]
    act?.scrollIntoView({ block: 'nearest' })
    if (act && !middleMet(act)) problems.push(`out of reach: the act ${named(act)}`)
  }
  for (const list of shown('ul, ol').filter((list) => list.querySelector(':scope > .row'))) {
    const rows = shown(':scope > .row', list)
    if (rows.length < 2) continue
    const isFree = rows.slice(1, 4).some((second, i) =>
      (['start', 'end'] as const).some((block) => {
        const first = rows[i]!
        ;(block === 'start' ? first : second).scrollIntoView({ block })
        return wholeMet(first) && wholeMet(second)
      })
    )
    const height = Math.round(rows[1]!.getBoundingClientRect().bottom - rows[0]!.getBoundingClientRect().top)
    if (!isFree) problems.push(`never two rows at once, ${height} high: ${named(rows[0]!)}`)
  }
  scrollTo(0, 0)
  return problems
}
