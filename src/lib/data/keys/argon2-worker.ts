/// <reference lib="webworker" />
import { argon2, type Stretching } from './argon2.ts'

declare const self: DedicatedWorkerGlobalScope

/** Answers one request with its hash and how long that took, ms, or with the problem. */
self.onmessage = async ({ data }: MessageEvent<Stretching>) => {
  const began = performance.now()
  const answered = argon2(data).then((hash) => ({ hash, ms: performance.now() - began }))
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's page takes no target origin
  self.postMessage(await answered.catch(({ name, message }: Error) => ({ problem: `${name} ${message}` })))
}
