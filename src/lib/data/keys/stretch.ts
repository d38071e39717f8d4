import workerUrl from './argon2-worker.ts?worker&url'
import { dedicatedWorker } from '../dedicated-worker.ts'
import type { Stretching } from './argon2.ts'

/** A stretched secret, and how long it took, ms. */
interface Stretched {
  hash: Uint8Array<ArrayBuffer>
  ms: number
}
export type Stretch = (what: Stretching) => Promise<Stretched>

/** Stretches in a worker that ends afterwards, and its memory with it. */
export const stretchInWorker: Stretch = (what) =>
  new Promise((resolve, reject) => {
    const worker = dedicatedWorker(workerUrl)
    const end = (settle: () => void) => {
      worker.terminate()
      settle()
    }
    worker.onmessage = ({ data }: MessageEvent<Stretched | { problem: string }>) =>
      end(() => ('problem' in data ? reject(new Error(data.problem)) : resolve(data)))
    worker.onerror = ({ message }) => end(() => reject(new Error(`the lock’s worker failed: ${message}`)))
    worker.postMessage(what)
  })
