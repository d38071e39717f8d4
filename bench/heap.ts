import type { CDPSession, Page } from 'playwright-core'

/** Returns what lives in the heaps of a page and of its dedicated workers after a garbage collection, MB. */
export async function heapMb(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  const workers: string[] = []
  devtools.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.push(sessionId)
  })
  await devtools.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false
  })
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  let bytes = usedSize
  for (const worker of workers) {
    await asked(devtools, worker, 'HeapProfiler.collectGarbage')
    bytes += ((await asked(devtools, worker, 'Runtime.getHeapUsage')) as { usedSize: number }).usedSize
  }
  await devtools.detach()
  return bytes / 1_000_000
}

let asks = 0

/** Asks one worker. */
function asked(devtools: CDPSession, sessionId: string, method: string): Promise<unknown> {
  const id = ++asks
  return new Promise((resolve, reject) => {
    const hear = (answer: { sessionId: string; message: string }) => {
      const told = JSON.parse(answer.message) as { id: number; result?: unknown; error?: { message: string } }
      if (answer.sessionId !== sessionId || told.id !== id) return
      devtools.off('Target.receivedMessageFromTarget', hear)
      if (told.error) reject(new Error(told.error.message))
      else resolve(told.result)
    }
    devtools.on('Target.receivedMessageFromTarget', hear)
    void devtools.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) })
  })
}
