import type { BrowserContext, TestInfo } from '@playwright/test'

/** Takes down one line of what happened to a phone. */
export type Tell = (line: string) => void

const kept = 200
const diaries = new Map<string, string[]>()

/** Opens the diary of a phone, of its last lines only. */
export function diaryOf(phone: string): Tell {
  const lines: string[] = []
  diaries.set(phone, lines)
  return (line) => {
    lines.push(`${new Date().toISOString().slice(11, 23)} ${line.slice(0, 300)}`)
    if (lines.length > kept) lines.shift()
  }
}

/** Takes down what the browser says by itself: errors, warnings, and requests that came to nothing. */
export function listen(context: BrowserContext, tell: Tell): void {
  context.on('requestfailed', (request) =>
    tell(`failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`)
  )
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) tell(`${message.type()}: ${message.text()}`)
  })
  context.on('weberror', (thrown) => tell(`thrown: ${thrown.error().message}`))
  context.on('close', () => tell('browser ended'))
}

/** Prints the diaries of all phones of a test that failed: what happens once in a hundred runs is explained only by them. */
export function tellWhy(info: TestInfo): void {
  if (info.status !== info.expectedStatus)
    for (const [phone, lines] of diaries) console.log([`${info.title}: ${phone}`, ...lines].join('\n  '))
  for (const [phone, lines] of diaries) if (lines.at(-1)?.endsWith('browser ended')) diaries.delete(phone)
}
