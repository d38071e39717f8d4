/// <reference lib="webworker" />
import init from 'raptorq/raptorq.js'
import { cutIntoPackets, joinPackets, type RaptorqTask } from './raptorq.ts'

declare const self: DedicatedWorkerGlobalScope

/** Answers one task with what came of it, or with the problem. */
self.onmessage = async ({ data }: MessageEvent<RaptorqTask & { codeUrl: string }>) => {
  const done = init(data.codeUrl).then(() =>
    'packets' in data
      ? joinPackets(data.size, data.symbol, data.packets)
      : cutIntoPackets(data.bytes, data.symbol)
  )
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's page takes no target origin
  self.postMessage(
    await done.then(
      (result) => ({ result }),
      ({ name, message }: Error) => ({ problem: `${name} ${message}` })
    )
  )
}
