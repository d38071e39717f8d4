import { expect, test } from 'vitest'
import { cacheName, cachesToDrop, isOurs, isServerPath, shellFiles } from './shell-cache.ts'

test('this build’s cache and the one before it stay, caches of others are left alone', () => {
  const names = ['1000', '999', '1001', '2000'].map(cacheName)
  expect(cachesToDrop([...names, 'somebody-else'], '2000')).toEqual(['1000', '999'].map(cacheName))
  expect(cachesToDrop([cacheName('2000')], '2000')).toEqual([])
})

test('the page itself is part of the shell, asked anew for each build', () => {
  expect(shellFiles(['/_app/a.js'], ['/theme.js', '/screenshots/a.png'], '7')).toEqual([
    { url: '/', revision: '7' },
    { url: '/_app/a.js', revision: null },
    { url: '/theme.js', revision: '7' }
  ])
})

test('what the server answers is never taken for a page', () => {
  for (const path of [
    '/db',
    '/session',
    '/session/nonce',
    '/mqtt',
    '/healthz',
    '/broker',
    '/push',
    '/devices',
    '/camera/x'
  ])
    expect(path).toMatch(isServerPath)
  for (const path of ['/', '/gate/db', '/dbx', '/sync', '/settings']) expect(path).not.toMatch(isServerPath)
})

test('a network’s own page is no part of the shell, whatever was asked for', async () => {
  const answer = (body: string, type: string, status = 200) =>
    new Response(body, { status, headers: { 'content-type': type } })
  const portal = () => answer('<html>Wi-Fi</html>', 'text/html; charset=utf-8')
  expect([await isOurs('/', portal()), await isOurs('/_app/a.js', portal())]).toEqual([false, false])
  const page = answer('<script src="/_app/immutable/a.js"></script>', 'text/html')
  expect(await isOurs('/', page)).toBe(true)
  expect(await page.text()).toContain('/_app/')
  expect(await isOurs('/_app/a.js', answer('export {}', 'text/javascript'))).toBe(true)
  expect(await isOurs('/_app/a.js', answer('', 'text/javascript', 503))).toBe(false)
})
