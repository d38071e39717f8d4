import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveApp } from './serve-app.ts'

let folder: string
let server: Server
let url: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'antt-'))
  mkdirSync(join(folder, '_app/immutable'), { recursive: true })
  const files = { 'index.html': '<p>app</p>', 'service-worker.js': '1', '_app/version.json': '{}' }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const script = 'let x = 1\n'.repeat(500)
  writeFileSync(join(folder, '_app/immutable/a.js'), script)
  writeFileSync(join(folder, '_app/immutable/a.js.gz'), gzipSync(script))
  server = createServer(serveApp(folder))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

test('every page is the app', async () => {
  for (const path of ['/', '/cong', '/cong/cong-1b', '/hui?x=1']) {
    const response = await fetch(url + path)
    expect([response.status, await response.text()]).toEqual([200, '<p>app</p>'])
  }
})

test('a script that is gone is gone, and no page in its place', async () => {
  for (const path of ['/_app/immutable/old.js', '/khong-co.png'])
    expect((await fetch(url + path)).status).toBe(404)
})

describe('what may be kept', () => {
  test.each([
    ['/', 'no-cache'],
    ['/cong', 'no-cache'],
    ['/service-worker.js', 'no-cache'],
    ['/_app/version.json', 'no-cache'],
    ['/_app/immutable/a.js', 'public, max-age=31536000, immutable']
  ])('%s: %s', async (path, kept) => {
    expect((await fetch(url + path)).headers.get('cache-control')).toBe(kept)
  })
})

test('a client that leaves in the middle leaves no file open', async () => {
  const path = join(folder, '_app/immutable/large.js')
  writeFileSync(path, Buffer.alloc(8_000_000, 'x'))
  const large = createServer(serveApp(folder))
  await new Promise<void>((resolve) => large.listen(0, '127.0.0.1', resolve))
  const { port } = large.address() as AddressInfo
  const open = () =>
    readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`) === path
      } catch {
        return false
      }
    }).length
  const leaves = () =>
    new Promise<void>((resolve) => {
      const asked = request({ port, host: '127.0.0.1', path: '/_app/immutable/large.js' }, (answer) =>
        answer.once('data', () => {
          asked.destroy()
          resolve()
        })
      )
      asked.on('error', () => {}).end()
    })
  await Promise.all(Array.from({ length: 20 }, leaves))
  await expect.poll(open).toBe(0)
  large.close()
})

test('the compressed file goes out where it is there', async () => {
  const response = await fetch(`${url}/_app/immutable/a.js`, { headers: { 'accept-encoding': 'gzip' } })
  expect(response.headers.get('content-encoding')).toBe('gzip')
  expect(await response.text()).toContain('let x')
})

test('pages stand in no frame and use no more than camera, microphone and place', async () => {
  const { headers } = await fetch(url)
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('permissions-policy')).toContain('camera=(self), geolocation=(self)')
})

test('pages connect to this server, and beside it to the gates that the operator named', async () => {
  const policy = async (hosts?: string[]) => {
    const site = createServer(serveApp(folder, hosts))
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    const { headers } = await fetch(`http://127.0.0.1:${(site.address() as AddressInfo).port}/cong`)
    site.close()
    return headers.get('content-security-policy')!.split('; ')
  }
  expect(await policy()).toContain("connect-src 'self'")
  expect(await policy(['wss://*.cong.example.vn:*', 'https://*.cong.example.vn'])).toContain(
    "connect-src 'self' wss://*.cong.example.vn:* https://*.cong.example.vn"
  )
})

test('nothing outside the folder, nothing but reading', async () => {
  expect((await fetch(`${url}/%2e%2e/%2e%2e/etc/passwd`)).status).not.toBe(500)
  expect(await (await fetch(`${url}/..%2f..%2fetc%2fpasswd`)).text()).not.toContain('root:')
  expect((await fetch(url, { method: 'POST' })).status).toBe(405)
})

test('without a build it still answers', async () => {
  const empty = createServer(serveApp(join(folder, 'none')))
  await new Promise<void>((resolve) => empty.listen(0, '127.0.0.1', resolve))
  const { port } = empty.address() as AddressInfo
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404)
  empty.close()
})
