import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page as Tab } from 'playwright-core'
import { expect } from 'vitest'
import type { Photo } from '#lib/domain/photos/parts.ts'
import { photoOf } from '../photo.ts'
import { browser } from '../launch.ts'
import { killProfile } from '../kill.ts'
import { serve, type Site } from '../store/browser.ts'
import type { PhotoPage } from './photo-page.ts'
import { isLeftOut, notFound, type TestServer } from '../courier/server.ts'
import { approve } from '../stack.ts'

declare const photos: PhotoPage

/**
 * What happens to a request under `/db`: it passes; nobody answers it, ever; the connection breaks before it arrives,
 * or after it was obeyed.
 */
export type Fate = 'pass' | 'hang' | 'lost' | 'answer-lost'

/** The way from all phones of a test to the real server. */
export interface Line {
  site: Site
  /** Every request that came, `METHOD /path`, with the id of the part it brings. */
  seen: string[]
  /** Decides about each request by such a line. */
  fate: (request: string) => Fate
}

export async function lineTo(server: TestServer): Promise<Line> {
  const line: Line = { site: undefined as unknown as Site, seen: [], fate: () => 'pass' }
  line.site = await serve('../photos/photo-page.ts', (request, response) => {
    if (!/^\/(db\/|session)/.test(request.url ?? '')) return false
    relay(line, server, request, response).catch(() => response.destroy())
    return true
  })
  return line
}

async function relay(line: Line, server: TestServer, request: IncomingMessage, response: ServerResponse) {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const part = /"_id":"(part\.[^"]*)"/.exec(body.toString('latin1'))?.[1]
  const asked = [request.method, request.url, part].filter(Boolean).join(' ')
  line.seen.push(asked)
  const fate = line.fate(asked)
  if (fate === 'hang') return
  if (fate === 'lost') return void response.destroy()
  const { method, headers } = request
  if (isLeftOut(request.url!, server)) return void response.writeHead(404, json).end(JSON.stringify(notFound))
  const onward = ask(new URL(request.url!, server.url), { method: method!, headers })
  onward.on('error', () => response.destroy())
  onward.end(body)
  const [answer] = (await once(onward, 'response')) as [IncomingMessage]
  if (fate === 'answer-lost') return void response.destroy()
  response.writeHead(answer.statusCode!, answer.headers)
  answer.pipe(response)
}

const json = { 'content-type': 'application/json' }

/** A context of a browser that phones share; or a browser of its own, which can be killed, with its profile on disk. */
export class PhotoPhone {
  tab: Tab = undefined as unknown as Tab
  context: BrowserContext = undefined as unknown as BrowserContext
  #isApproved = false

  private constructor(
    readonly account: string,
    private readonly server: TestServer,
    readonly line: Line,
    private readonly home: Browser | { profile: string }
  ) {}

  static async of(account: string, server: TestServer, line: Line, shared?: Browser): Promise<PhotoPhone> {
    const home = shared ?? { profile: await mkdtemp(join(tmpdir(), 'so-tay-photos-')) }
    const phone = new PhotoPhone(account, server, line, home)
    await phone.start()
    return phone
  }

  /** @param quota bytes that this site may fill, until the phone starts again */
  async start(quota?: number): Promise<void> {
    this.context =
      'profile' in this.home
        ? await chromium.launchPersistentContext(this.home.profile, browser)
        : await this.home.newContext()
    if (quota !== undefined) await this.#limit(quota)
    this.tab = await this.openTab()
  }

  /** Before anything is stored: the browser remembers for a while how much room there was. */
  async #limit(quotaSize: number): Promise<void> {
    const tools = await this.context.newCDPSession(this.context.pages()[0]!)
    const { origin } = new URL(this.line.site.url)
    await tools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize })
  }

  /** One more tab with the same notebook open. */
  async openTab(): Promise<Tab> {
    const tab = await this.context.newPage()
    await tab.goto(this.line.site.url)
    await tab.waitForFunction(() => 'photos' in globalThis)
    const { account, server } = this
    const enrolment = await tab.evaluate(
      ([account, unit]) => photos.start(account!, unit!),
      [account, server.unit]
    )
    if (!this.#isApproved) await approve(server, enrolment)
    this.#isApproved = true
    await tab.evaluate(() => photos.begin())
    return tab
  }

  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.context.once('close', resolve))
    if (!('profile' in this.home)) throw new Error('others live in that browser too')
    killProfile(this.home.profile)
    await gone
  }

  async throwAway(): Promise<void> {
    await this.context.close().catch(() => {})
    if ('profile' in this.home) await rm(this.home.profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Real browsers on a busy machine: this time is not what is tested. */
export const patient = { timeout: 120_000 }

/** A photo of four parts, kept on that phone as it came. */
export async function taken({ tab }: PhotoPhone) {
  const { added, base64 } = await tab.evaluate(() => photos.addNoise(480, 570))
  if ('code' in added) throw new Error(added.code)
  const bytes = Buffer.from(base64, 'base64')
  expect(added).toEqual(photoOf(new Uint8Array(bytes), 'image/png'))
  expect(added.parts).toHaveLength(4)
  return { photo: added, bytes }
}
export const look = ({ tab }: PhotoPhone, photo: Photo) => tab.evaluate((photo) => photos.look(photo), photo)
export const ring = ({ tab }: PhotoPhone) => tab.evaluate(() => photos.ring())
export const counted = ({ tab }: PhotoPhone, waiting: number, refused = 0) =>
  expect.poll(() => tab.evaluate(() => photos.counts()), patient).toEqual({ waiting, refused })
/** A photo of noise as it is shown. */
export const shown = (bytes: Buffer) => ({ type: 'image/png', base64: bytes.toString('base64') })
