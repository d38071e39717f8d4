import type { Page } from '@playwright/test'

/** A phone held upright whose keyboard takes the rest. */
const typing = { width: 360, height: 400 }

/**
 * Tells which fields of a form stay under a bar or off the screen when they have the focus and the keyboard is up, and
 * whether what saves is in sight beside them.
 */
export async function examineTyping(page: Page): Promise<string[]> {
  const before = page.viewportSize()!
  await page.setViewportSize(typing)
  const problems = await page.evaluate(measureTyping)
  await page.setViewportSize(before)
  return problems.map((problem) => `keyboard up: ${problem}`)
}

/** Runs in the page. */
async function measureTyping(): Promise<string[]> {
  const frame = () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
  const seen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) && !element.closest('.unseen, [inert]')
  const isFree = (element: Element, part: number) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const met = document.elementFromPoint(left + width / 2, top + height * part)
    return met !== null && element.contains(met)
  }
  const problems: string[] = []
  const typed = 'form textarea, form input:not([type=radio], [type=checkbox], [type=file])'
  for (const field of [...document.querySelectorAll<HTMLElement>(typed)].filter(seen)) {
    field.focus()
    await frame()
    // As a browser does itself once the keyboard is up.
    field.scrollIntoView({ block: 'nearest' })
    const name = document.querySelector(`label[for="${field.id}"]`)?.textContent
    if (![0.1, 0.5, 0.9].every((part) => isFree(field, part))) problems.push(`the field “${name}” is covered`)
    const act = field.closest('.screen')?.querySelector('.act :is(button, a[href])')
    if (act && !isFree(act, 0.5)) problems.push(`at the field “${name}” what saves is out of sight`)
    field.blur()
  }
  scrollTo(0, 0)
  return problems
}
