import type { Page } from '@playwright/test'
import { lettersCut } from './letters.ts'
import { examineReach } from './reach.ts'

export interface Findings {
  texts: string[]
  problems: string[]
}

/** What can be measured of the screen as it stands: width, cut text, size of targets; and all its words. */
export async function examine(page: Page): Promise<Findings> {
  const { texts, problems } = await page.evaluate(measure)
  return { texts, problems: [...problems, ...(await page.evaluate(lettersCut))] }
}

/** The same screen with letters twice as large: nothing may be cut, stick out or be out of reach, and fields grow too. */
export async function examineLarge(page: Page): Promise<string[]> {
  const enlarge = (size: string) =>
    page.evaluate((size) => {
      document.documentElement.style.fontSize = size
      return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    }, size)
  await enlarge('200%')
  const { problems } = await examine(page)
  const unreached = await examineReach(page)
  const small = await page.evaluate(smallFields)
  await enlarge('')
  return [...problems, ...unreached, ...small].map((problem) => `letters at 200 %: ${problem}`)
}

/** Names the fields whose letters are smaller than the smallest ones of the app, 12 px, twice as large. Runs in the page. */
function smallFields(): string[] {
  const fields = [...document.querySelectorAll('select, input, textarea')]
  return fields
    .filter((field) => field.checkVisibility() && parseFloat(getComputedStyle(field).fontSize) < 24)
    .map((field) => `small letters: <${field.tagName.toLowerCase()}> ${getComputedStyle(field).fontSize}`)
}

/** Runs in the page. */
function measure(): Findings {
  const problems: string[] = []
  const name = (element: Element) =>
    `<${element.tagName.toLowerCase()}> “${(element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 50)}”`
  const seen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.closest('.unseen, .skip, [inert], #svelte-announcer')
  const all = [...document.body.querySelectorAll('*')].filter(seen)
  /** A box that is meant to be pushed sideways says so, and can be with the arrow keys. */
  const isScroller = (element: Element) =>
    element.matches('[role=region][aria-label][tabindex="0"]') && element.getAttribute('aria-label') !== ''

  const { scrollWidth, clientWidth } = document.documentElement
  if (scrollWidth > clientWidth) problems.push(`scrolls sideways: ${scrollWidth} > ${clientWidth}`)
  for (const element of all) {
    const { overflowX, display } = getComputedStyle(element)
    const overflows = element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1
    // What was typed into a field moves along in it; its letters are measured apart.
    if (!overflows || display === 'inline' || element.matches('input, textarea')) continue
    const wide = `${name(element)} ${element.scrollWidth} > ${element.clientWidth}`
    if (['hidden', 'clip'].includes(overflowX)) problems.push(`cut: ${wide}`)
    else if (overflowX !== 'visible' && !isScroller(element)) problems.push(`a box scrolls sideways: ${wide}`)
  }
  const pressed = 'a[href], button, input, textarea, select, summary, [role=button]'
  for (const element of all.filter((element) => element.matches(pressed))) {
    const target = element.matches('[type=radio], [type=checkbox]') ? element.closest('label') : element
    const { width, height } = (target ?? element).getBoundingClientRect()
    if (Math.min(width, height) < 47.5)
      problems.push(`small: ${name(element)} ${Math.round(width)}×${Math.round(height)}`)
  }
  // What says that it is in another language may be.
  const spoken = all.filter((element) => element.closest('[lang]') === document.documentElement)
  const texts = spoken.flatMap((element) => [
    ...[...element.childNodes].filter((node) => node instanceof Text).map((node) => node.data.trim()),
    ...['aria-label', 'title', 'placeholder', 'alt'].map((attribute) => element.getAttribute(attribute) ?? '')
  ])
  return { problems, texts: texts.filter(Boolean) }
}
