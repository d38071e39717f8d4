import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

const blockOf = (selector: string) => css.slice(css.indexOf(`${selector} {`)).split('}')[0]!

/** Returns the colours of one theme by name. */
function tokens(selector: string): Record<string, string> {
  return Object.fromEntries(
    [...blockOf(selector).matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex])
  )
}

/** Computes relative luminance as WCAG 2.2 defines it. */
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
const tones = ['brand', 'amber', 'red', 'blue']
const texts: [string, string][] = [
  ...['ink', 'soft', ...tones].flatMap((ink) => grounds.map((ground): [string, string] => [ink, ground])),
  ...tones.flatMap((ink): [string, string][] => [
    [ink, `${ink}-soft`],
    ['ink', `${ink}-soft`]
  ]),
  ['on-brand', 'brand'],
  ['on-red', 'red']
]
const [light, dark, sun] = [':root', ":root[data-theme='dark']", ":root[data-theme='sun']"]

test.each([
  [light, 4.5],
  [dark, 4.5],
  [sun, 7]
])('%s is legible (text at %d:1, lines of fields at 3:1)', (theme, least) => {
  const colour = tokens(theme)
  for (const [ink, ground] of texts)
    expect(contrast(colour[ink]!, colour[ground]!), `${ink} on ${ground}`).toBeGreaterThanOrEqual(least)
  for (const ground of grounds)
    expect(contrast(colour['edge']!, colour[ground]!), `edge on ${ground}`).toBeGreaterThanOrEqual(3)
})

test('all themes name the same colours', () => {
  for (const theme of [dark, sun]) expect(Object.keys(tokens(theme))).toEqual(Object.keys(tokens(light)))
})

test('darkness has other colours and no other size: what was measured by day holds by night', () => {
  const values = [...blockOf(dark).matchAll(/: ([^;]+);/g)].map(([, value]) => value)
  expect(values.filter((value) => !/^(#[0-9a-f]{6}|dark|none)$/.test(value!))).toEqual([])
})

test('a tone has its colours in one place', () => {
  const folder = new URL('.', import.meta.url)
  const named = readdirSync(folder).filter((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8')
    return name.endsWith('.svelte') && /\.(green|amber|red|blue)\b/.test(text)
  })
  expect(named).toEqual([])
})
