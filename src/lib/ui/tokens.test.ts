import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The colours of one theme, by name. */
function tokens(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0]!
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex])
  )
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const part = Number.parseInt(hex.slice(i, i + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light! + 0.05) / (dark! + 0.05)
}

const grounds = ['bg', 'surface', 'sunk']
const pairs: [string, string, number][] = [
  ...['ink', 'soft', 'brand', 'amber', 'red', 'blue'].flatMap((ink) =>
    grounds.map((ground): [string, string, number] => [ink, ground, 4.5])
  ),
  ...['brand', 'amber', 'red', 'blue'].map((ink): [string, string, number] => [ink, `${ink}-soft`, 4.5]),
  ...['brand', 'amber', 'red', 'blue'].map((ink): [string, string, number] => ['ink', `${ink}-soft`, 4.5]),
  ['on-brand', 'brand', 4.5],
  ['on-red', 'red', 4.5],
  ...grounds.map((ground): [string, string, number] => ['edge', ground, 3])
]

test.each([':root', ":root[data-theme='dark']"])('%s is legible (WCAG AA)', (theme) => {
  const colour = tokens(theme)
  for (const [ink, ground, least] of pairs)
    expect(contrast(colour[ink]!, colour[ground]!), `${ink} on ${ground}`).toBeGreaterThanOrEqual(least)
})

test('both themes name the same colours', () => {
  expect(Object.keys(tokens(":root[data-theme='dark']"))).toEqual(Object.keys(tokens(':root')))
})
