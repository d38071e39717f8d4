// `node scripts/icons.mjs`: draws the PNG icons from static/icons/icon.svg.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const icons = new URL('../static/icons/', import.meta.url)
const svg = readFileSync(new URL('icon.svg', icons), 'utf8')
// Launchers cut a shape of their own: the background fills the square, and the mark stays inside the safe circle of 80 %.
const maskable = svg
  .replace('rx="112" ', '')
  .replace('<g id="mark">', '<g id="mark" transform="translate(56 56) scale(0.78)">')

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox']
})
for (const [name, size, drawing] of [
  ['icon-192.png', 192, svg],
  ['icon-512.png', 512, svg],
  ['maskable-512.png', 512, maskable]
]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${drawing}`)
  await page.screenshot({ path: fileURLToPath(new URL(name, icons)), omitBackground: true })
  await page.close()
}
await browser.close()
