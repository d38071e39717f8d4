import { expect, test } from 'vitest'
import { cacheName, cachesToDrop, isServerPath, shellFiles } from './shell-cache.ts'

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
  for (const path of ['/db', '/db/_session', '/mqtt', '/healthz', '/broker', '/push', '/password'])
    expect(path).toMatch(isServerPath)
  for (const path of ['/', '/gate/db', '/dbx', '/sync', '/settings']) expect(path).not.toMatch(isServerPath)
})
