import type { Page } from '@playwright/test'

export interface Findings {
  texts: string[]
  problems: string[]
}

/** What can be measured of the screen as it stands: width, cut text, size of targets; and all its words. */
export const examine = (page: Page): Promise<Findings> => page.evaluate(measure)

/** Runs in the page. */
function measure(): Findings {
  const problems: string[] = []
  const name = (element: Element) =>
    `<${element.tagName.toLowerCase()}> “${(element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 50)}”`
  const seen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest('.unseen, .skip, [inert], #svelte-announcer')
  const all = [...document.body.querySelectorAll('*')].filter(seen)

  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) problems.push(`scrolls sideways: ${scrollWidth} > ${clientWidth}`)
  for (const element of all) {
    const hides = ['hidden', 'clip'].includes(getComputedStyle(element).overflowX)
    if (hides && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      problems.push(`cut: ${name(element)} ${element.scrollWidth} > ${element.clientWidth}`)
  }
  const pressed = 'a[href], button, input, textarea, select, summary, [role=button]'
  for (const element of all.filter((element) => element.matches(pressed))) {
    const target = element.matches('[type=radio], [type=checkbox]') ? element.closest('label') : element
    const { width, height } = (target ?? element).getBoundingClientRect()
    if (Math.min(width, height) < 47.5)
      problems.push(`small: ${name(element)} ${Math.round(width)}×${Math.round(height)}`)
  }
  const texts = all.flatMap((element) => [
    ...[...element.childNodes].filter((node) => node instanceof Text).map((node) => node.data.trim()),
    ...['aria-label', 'title', 'placeholder', 'alt'].map((attribute) => element.getAttribute(attribute) ?? '')
  ])
  return { problems, texts: texts.filter(Boolean) }
}
