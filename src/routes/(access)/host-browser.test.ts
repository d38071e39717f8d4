import { expect, test } from 'vitest'
import { chromeIntent, hostBrowser } from './host-browser.ts'

const android = 'Mozilla/5.0 (Linux; Android 13; K) AppleWebKit/537.36 (KHTML, like Gecko)'

test.each([
  [`${android} Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 Zalo android/24100`, 'Zalo'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Zalo iOS/551',
    'Zalo'
  ],
  [`${android} Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/441.0]`, 'Facebook'],
  [
    'Mozilla/5.0 (Linux; Android 13; SM-A042F; wv) AppleWebKit/537.36 Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36',
    ''
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148', ''],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1',
    null
  ],
  [`${android} Chrome/130.0.0.0 Mobile Safari/537.36`, null],
  [`${android} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`, null],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/156.0.0.0 Safari/537.36', null]
])('%s', (userAgent, host) => expect(hostBrowser({ userAgent })).toBe(host))

test('an app on the home screen of an iPhone is nobody else’s window', () => {
  const userAgent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148'
  expect(hostBrowser({ userAgent, standalone: true })).toBe(null)
})

test('the link into Chrome keeps page and scheme', () => {
  expect(chromeIntent('https://so.example.vn/gate/cong-1b?a=1')).toBe(
    'intent://so.example.vn/gate/cong-1b?a=1#Intent;scheme=https;package=com.android.chrome;S.browser_fallback_url=https%3A%2F%2Fso.example.vn%2Fgate%2Fcong-1b%3Fa%3D1;end'
  )
})
