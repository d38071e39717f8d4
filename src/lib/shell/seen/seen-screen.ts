/** First pages and lists: what people see when they open the app. */
const kept = new Set(['/', '/gates', '/incidents', '/hui', '/notices', '/movement', '/strangers'])

/** Tells whether the screen at this address is kept, to be shown while the notebook opens. */
export const keepsScreen = (address: { pathname: string; search: string }): boolean =>
  kept.has(address.pathname) && address.search === ''

/** How far below the top rows are kept, in heights of the screen. */
const reach = 1.5

/** Attributes that make no sense in a picture: names of parts, what is announced, and styles, which the page's policy refuses. */
const dropped = ['id', 'for', 'role', 'aria-live', 'tabindex', 'style']

/**
 * Returns the markup of a screen to be shown again later: without what is below its first rows and, of what tells how
 * things stand at this moment, with an empty place.
 *
 * `data-now` marks what tells how a gate stands: its value stands in its place, or (where it is empty) the age of the
 * picture. `data-live` marks what is left out; of `space` the place stays, in that of `age` stands the age of the picture.
 * `data-at` marks a moment in words by its instant.
 */
export function markupOf(shell: HTMLElement): string {
  const copy = shell.cloneNode(true) as HTMLElement
  keepFields(shell, copy)
  const rows = shell.querySelectorAll('main li')
  const below = [...copy.querySelectorAll('main li')].filter(
    (_, i) => rows[i]!.getBoundingClientRect().top > innerHeight * reach
  )
  for (const row of below) row.remove()
  for (const live of copy.querySelectorAll<HTMLElement>('[data-live]'))
    if (live.dataset['live'] === 'space') live.style.visibility = 'hidden'
    else live.replaceChildren()
  // Dims what cannot be pressed yet, and not the ground that it stands on; links take a tap at once.
  for (const act of copy.querySelectorAll<HTMLElement>('.screen > .act :is(button, label)'))
    act.style.opacity = '0.45'
  for (const seen of copy.querySelectorAll('video, canvas, audio, dialog, img[src^="blob:"]')) seen.remove()
  for (const momentary of copy.querySelectorAll<HTMLElement>('[data-now]')) {
    const { now } = momentary.dataset
    momentary.textContent = now ?? ''
    if (now) delete momentary.dataset['now']
    for (const toned of (momentary.closest('.row') ?? momentary).querySelectorAll('[data-tone]'))
      toned.setAttribute('data-tone', 'plain')
  }
  for (const part of [copy, ...copy.querySelectorAll('*')]) {
    const style = part.getAttribute('style')
    for (const name of dropped) part.removeAttribute(name)
    if (style) part.setAttribute('data-style', style)
  }
  return copy.outerHTML
}

/** Writes what stands in the fields into the markup of their copies, where a page does not have it; no secrets. */
function keepFields(shell: HTMLElement, copy: HTMLElement): void {
  const fields = 'input:not([type=password]), textarea, option'
  const copies = copy.querySelectorAll(fields)
  for (const [i, field] of shell.querySelectorAll(fields).entries()) {
    const kept = copies[i]!
    if (field instanceof HTMLOptionElement) kept.toggleAttribute('selected', field.selected)
    else if (field instanceof HTMLTextAreaElement) kept.textContent = field.value
    else if (field instanceof HTMLInputElement) {
      kept.setAttribute('value', field.value)
      kept.toggleAttribute('checked', field.checked)
    }
  }
}

/** Finds the link of a picture that is drawn at a point of the screen, px; null: there is none. */
export type LinkFinder = (x: number, y: number) => HTMLAnchorElement | null

/**
 * Draws a picture where nothing of the page finds it, with style sheets of its own; a missing one costs nothing but looks.
 * @param state stands where a moment's state stood
 * @param age stands in the bar of the screen
 * @param timeOf tells an instant, Unix ms, however long ago the picture was kept
 * @returns what finds the link under a finger, once the picture is styled
 */
export async function drawPicture(
  host: HTMLElement,
  picture: {
    html: string
    styles: readonly string[]
    state: string
    age: string
    timeOf: (at: number) => string
  }
): Promise<LinkFinder> {
  const { html, styles, state, age, timeOf } = picture
  const root = host.attachShadow({ mode: 'closed' })
  root.innerHTML = html
  for (const styled of root.querySelectorAll<HTMLElement>('[data-style]'))
    styled.style.cssText = styled.dataset['style'] ?? ''
  for (const momentary of root.querySelectorAll('[data-now]')) momentary.textContent = state
  for (const slot of root.querySelectorAll('[data-live="age"]'))
    slot.append(Object.assign(document.createElement('span'), { className: 'age', textContent: age }))
  for (const moment of root.querySelectorAll<HTMLElement>('[data-at]'))
    moment.textContent = timeOf(Number(moment.dataset['at']))
  const loaded = styles.map((href) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href })
    root.append(link)
    return new Promise((resolve) => {
      link.addEventListener('load', resolve)
      link.addEventListener('error', resolve)
    })
  })
  await Promise.all(loaded)
  return (x, y) => {
    // Inert elements are found under no point.
    host.inert = false
    const link = root.elementFromPoint(x, y)?.closest<HTMLAnchorElement>('a[href]') ?? null
    host.inert = true
    return link
  }
}

/** Returns the addresses of the page's style sheets. */
export const stylesOf = (page: Document): string[] =>
  [...page.styleSheets].flatMap(({ href }) => (href ? [new URL(href).pathname] : []))
