/**
 * Runs in the page: the letters that are cut. Each line of text is as high as its own highest and lowest letters
 * (Ễ and Ự carry marks above and below), and stays inside every box that hides what sticks out of it.
 */
export function lettersCut(): string[] {
  const problems = new Set<string>()
  const canvas = document.createElement('canvas').getContext('2d')!
  /** Half a pixel is rounding. */
  const rounding = 0.6
  /** Sizes of a text in px, measured large, since a canvas gives whole pixels. */
  function measured(text: string, { fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration) {
    canvas.font = `${fontStyle} ${fontWeight} 1000px ${fontFamily}`
    const size = parseFloat(fontSize) / 1000
    const { width, actualBoundingBoxAscent, actualBoundingBoxDescent, fontBoundingBoxAscent } =
      canvas.measureText(text)
    return {
      width: width * size,
      above: actualBoundingBoxAscent * size,
      below: actualBoundingBoxDescent * size,
      ascent: fontBoundingBoxAscent * size
    }
  }
  const marked = 'ỄẪỰỘỵ'
  const quoted = (text: string) => `“${text.trim().replace(/\s+/g, ' ').slice(0, 50)}”`
  const seen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    // Counts the text that stands for the choice of a select: it is seen, though it is not read out.
    !element.closest('.unseen, .skip, [inert], #svelte-announcer, [aria-hidden=true]:not(.shown), option')

  /** What the boxes around it leave of the screen, those that can be scrolled not counted. */
  function frameOf(element: Element) {
    const frame = { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity }
    for (let box: Element | null = element; box && box !== document.body; box = box.parentElement) {
      const { overflowX, overflowY, display } = getComputedStyle(box)
      if (display === 'inline') continue
      const { left, top } = box.getBoundingClientRect()
      const [x, y] = [left + box.clientLeft, top + box.clientTop]
      if (/hidden|clip/.test(overflowX)) {
        frame.left = Math.max(frame.left, x)
        frame.right = Math.min(frame.right, x + box.clientWidth)
      }
      if (/hidden|clip/.test(overflowY)) {
        frame.top = Math.max(frame.top, y)
        frame.bottom = Math.min(frame.bottom, y + box.clientHeight)
      }
      if (/auto|scroll/.test(overflowX + overflowY)) break
    }
    return frame
  }

  function examineText(node: Text) {
    const element = node.parentElement!
    const style = getComputedStyle(element)
    const { above, below, ascent } = measured(node.data.trim(), style)
    const lineHeight = parseFloat(style.lineHeight)
    const range = document.createRange()
    range.selectNodeContents(node)
    const lines = [...range.getClientRects()]
    const worst = measured(marked, style)
    const highest = worst.above + worst.below
    if (lines.length > 1 && lineHeight < highest - rounding)
      problems.add(`lines too tight: ${quoted(node.data)} ${lineHeight} < ${highest.toFixed(1)}`)
    const frame = frameOf(element)
    // A row's excerpt ends in three dots, and the page behind the link has the rest.
    const isExcerpt = style.webkitLineClamp !== 'none' && element.closest('a[href]') !== null
    // A line that has no room for all its parts leaves the last ones out, whole.
    const isSpare = element.matches('.still span')
    for (const { left, right, top } of lines) {
      const base = top + ascent
      if ((isExcerpt || isSpare) && top >= frame.bottom - rounding) continue
      const cut =
        base - above < frame.top - rounding ||
        base + below > frame.bottom + rounding ||
        left < frame.left - rounding ||
        right > frame.right + rounding
      if (cut) problems.add(`letters cut: ${quoted(node.data)}`)
    }
  }

  /** What is typed, chosen or hinted at has no lines of its own to measure. */
  function examineField(field: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement) {
    const style = getComputedStyle(field)
    // Its choice is drawn by something else.
    if (style.opacity === '0') return
    const side = (name: string) => parseFloat(style.getPropertyValue(`padding-${name}`))
    const { above, below } = measured(marked, style)
    const height = field.clientHeight - side('top') - side('bottom')
    if (height < above + below - rounding)
      problems.add(`letters cut: field ${quoted(field.value)} is ${height} high`)
    if (field instanceof HTMLTextAreaElement || field.matches('[type=date], [type=datetime-local]')) return
    // Whoever types more than there is room for moves the text along.
    const shown =
      field instanceof HTMLSelectElement
        ? (field.selectedOptions[0]?.text ?? '')
        : field.value
          ? ''
          : field.placeholder
    const room = field.clientWidth - side('left') - side('right')
    const { width } = measured(shown, style)
    if (width > room + 1)
      problems.add(`cut: field ${quoted(shown)} ${Math.round(width)} > ${Math.round(room)}`)
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode as Text
    if (node.data.trim() && node.parentElement && seen(node.parentElement)) examineText(node)
  }
  for (const field of document.querySelectorAll('input, textarea, select'))
    if (field.matches(':not([type=radio], [type=checkbox])') && seen(field))
      examineField(field as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)
  return [...problems]
}
