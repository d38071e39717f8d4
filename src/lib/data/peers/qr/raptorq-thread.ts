// Named by the page, so that the service worker brings it too.
import codeUrl from 'raptorq/raptorq_bg.wasm?url'
import type { QrCarrier } from '#lib/ports/peers.ts'
import { dedicatedWorker } from '../../dedicated-worker.ts'
import type { RaptorqTask } from './raptorq.ts'
import workerUrl from './raptorq-worker.ts?worker&url'

/** Works in a thread that ends afterwards, and its memory with it: made-up packets may leave the library unusable. */
function inThread<Result>(task: RaptorqTask): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = dedicatedWorker(workerUrl)
    const end = (settle: () => void) => {
      worker.terminate()
      settle()
    }
    worker.onmessage = ({ data }: MessageEvent<{ result: Result } | { problem: string }>) =>
      end(() => ('problem' in data ? reject(new Error(data.problem)) : resolve(data.result)))
    worker.onerror = ({ message }) => end(() => reject(new Error(`the stream’s worker failed: ${message}`)))
    worker.postMessage({ ...task, codeUrl })
  })
}

export const packetsOf: QrCarrier['packetsOf'] = (bytes, symbol) => inThread({ bytes, symbol })

export const bytesOf: QrCarrier['bytesOf'] = (size, symbol, packets) => inThread({ size, symbol, packets })
