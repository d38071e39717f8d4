import { expect, test } from 'vitest'
import { deviceLabel, type UserAgentInfo } from './device-label.ts'

const chrome = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36'
const brands = [{ brand: 'Not;A=Brand' }, { brand: 'Chromium' }, { brand: 'Google Chrome' }]
const told: [string, UserAgentInfo][] = [
  [
    'Android SM-A125F · Chrome',
    {
      userAgent: chrome,
      userAgentData: {
        platform: 'Android',
        brands,
        getHighEntropyValues: async () => ({ model: 'SM-A125F' })
      }
    }
  ],
  [
    'Android · Chrome',
    {
      userAgent: chrome,
      userAgentData: {
        platform: 'Android',
        brands,
        getHighEntropyValues: () => Promise.reject(new Error('not allowed'))
      }
    }
  ],
  ['Android · Chrome', { userAgent: chrome }],
  [
    'Android Redmi Note 8 · Samsung Internet',
    {
      userAgent:
        'Mozilla/5.0 (Linux; Android 11; Redmi Note 8 Build/RKQ1) AppleWebKit/537.36 SamsungBrowser/20.0 Chrome/106 Mobile Safari/537.36'
    }
  ],
  [
    'Linux · Edge',
    { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140 Safari/537.36 Edg/140' }
  ],
  [
    'iPhone · Safari',
    { userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1' }
  ],
  ['Web', { userAgent: '' }]
]

test.each(told)('a phone is called %s', async (label, of) => {
  expect(await deviceLabel(of)).toBe(label)
})

test('a name that is longer than a record takes is cut', async () => {
  const getHighEntropyValues = async () => ({ model: 'x'.repeat(99) })
  expect([...(await deviceLabel({ userAgent: '', userAgentData: { getHighEntropyValues } }))]).toHaveLength(
    80
  )
})
