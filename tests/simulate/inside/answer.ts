/** As much of a `Response` as a courier reads. */
export class TextAnswer {
  readonly ok: boolean

  constructor(
    readonly status: number,
    private readonly body: string,
    private readonly named: Record<string, string>,
    private readonly isCut = false
  ) {
    this.ok = status >= 200 && status < 300
  }

  readonly headers = { get: (name: string) => this.named[name] ?? null }

  async text(): Promise<string> {
    if (this.isCut) throw new TypeError('terminated')
    return this.body
  }
}

const page = '<!doctype html><title>Wi-Fi</title><p>Đăng nhập để dùng mạng'
const html = { 'content-type': 'text/html' }
const json = { 'content-type': 'application/json' }

export const portal = () => new TextAnswer(200, page, html)
export const unavailable = () => new TextAnswer(503, page, html)
export const tooLarge = () => new TextAnswer(413, page, html)
export const busy = (seconds: number) =>
  new TextAnswer(429, '{"error":"too_many_requests"}', { ...json, 'retry-after': `${seconds}` })
export const broken = () => new TextAnswer(500, '{"error":"internal_server_error"}', json)
export const unauthorized = () => new TextAnswer(401, '{"error":"unauthorized"}', json)
export const odd = (text: string) => new TextAnswer(200, text, json)
