import { expect, test } from 'vitest'
import { browserLabel } from './browser-label.ts'

test('a browser is named with its main version, and without where it hides it', async () => {
  const labels = [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36',
    'Mozilla/5.0 (Linux; Android 13; SM-A125F) AppleWebKit/537.36 SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 coc_coc_browser/130.0.1 Chrome/124.0.0.0 Safari/537.36'
  ].map((userAgent) => browserLabel({ userAgent }))
  expect(await Promise.all(labels)).toEqual([
    'Android · Chrome 143',
    'Android SM-A125F · Samsung Internet 29',
    'Linux · Cốc Cốc'
  ])
})
