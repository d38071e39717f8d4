import type { Page } from '@playwright/test'
import { expect, forFile, test } from '../browser/fixtures.ts'
import { newPhone, type Phone } from '../browser/phone.ts'
import { takeViolations } from '../browser/policy.ts'

let phone: Phone
const keep = forFile()
test.beforeEach(async ({ demo }) => {
  phone ??= keep(await newPhone(demo.url))
  await phone.page.goto(phone.signal.url)
})

/** Acts as a script of the page would; one of DevTools may do more. @returns the title, by which an act shows that it ran */
const inPage = (page: Page, act: string) =>
  page.evaluate(
    (act) =>
      new Promise<string>((resolve) => {
        const acts: Record<string, () => unknown> = {
          'an inline script': () => {
            const script = document.createElement('script')
            script.append('document.title = "ran"')
            document.head.append(script)
          },
          'a handler in an attribute': () => {
            document.body.setAttribute('onclick', 'document.title = "ran"')
            document.body.click()
          },
          'a text that becomes a page': () => (document.body.innerHTML = '<img>'),
          // oxlint-disable-next-line no-eval -- to see it stopped
          'a text that becomes code': () => eval('document.title = "ran"'),
          'a script of another host': () => {
            const script = document.createElement('script')
            script.src = 'https://ke-gian.example/x.js'
            document.head.append(script)
          },
          'a worker of another path': () => navigator.serviceWorker.register('/theme.js'),
          'a policy of its own': () =>
            (
              globalThis as unknown as {
                trustedTypes: { createPolicy(name: string, rules: object): unknown }
              }
            ).trustedTypes.createPolicy('mine', {}),
          'a request to another host': () => fetch('https://ke-gian.example/'),
          'a socket to another host': () => new WebSocket('wss://ke-gian.example/'),
          'a picture of another host': () => (new Image().src = 'https://ke-gian.example/x.png'),
          'a frame': () => {
            const frame = document.createElement('iframe')
            frame.src = 'https://ke-gian.example/'
            document.body.append(frame)
          }
        }
        setTimeout(async () => {
          try {
            await acts[act]!()
          } catch {
            // Some are stopped by an exception, others by silence.
          }
          setTimeout(() => resolve(document.title), 100)
        })
      }),
    act
  )

test('scripts come from this server or are named by their hash, and so do styles', async () => {
  const policy = await phone.page.locator('meta[http-equiv=content-security-policy]').getAttribute('content')
  const directives = new Map(
    policy!.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1)] as const)
  )
  const unhashed = (name: string) => directives.get(name)!.filter((source) => !source.startsWith("'sha256-"))
  expect(unhashed('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"])
  expect(unhashed('style-src')).toEqual(["'self'"])
  expect(unhashed('style-src-attr')).toEqual(["'unsafe-hashes'"])
})

for (const [act, directive] of [
  ['an inline script', /^(script-src-elem|require-trusted-types-for) /],
  ['a handler in an attribute', /^(script-src-attr|require-trusted-types-for) /],
  ['a text that becomes a page', /^require-trusted-types-for /],
  ['a text that becomes code', /^(script-src|require-trusted-types-for) /],
  ['a script of another host', /^(script-src-elem|require-trusted-types-for) /],
  ['a worker of another path', /^require-trusted-types-for /],
  ['a policy of its own', /^trusted-types /],
  ['a request to another host', /^connect-src https:\/\/ke-gian.example/],
  ['a socket to another host', /^connect-src wss:\/\/ke-gian.example/],
  ['a picture of another host', /^img-src https:\/\/ke-gian.example/],
  ['a frame', /^frame-src https:\/\/ke-gian.example/]
] as const)
  test(`${act} is stopped`, async () => {
    const title = await inPage(phone.page, act)
    expect(title).not.toBe('ran')
    expect(takeViolations()).toContainEqual(expect.stringMatching(directive))
  })
