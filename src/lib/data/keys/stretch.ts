import workerUrl from './argon2-worker.ts?worker&url'
import type { Stretching } from './argon2.ts'

/** A stretched secret, and how long it took, ms. */
interface Stretched {
  hash: Uint8Array<ArrayBuffer>
  ms: number
}
export type Stretch = (what: Stretching) => Promise<Stretched>

interface TrustedTypes {
  createPolicy<Rules>(name: string, rules: Rules): Rules
}

/** Trusts the one script that the build names. The policy of the page names it. */
const constant = { createScriptURL: (path: string) => path }
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
const trusted = trustedTypes?.createPolicy('antt-stretch', constant) ?? constant

/** Stretches in a worker that ends afterwards, and its memory with it. */
export const stretchInWorker: Stretch = (what) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(trusted.createScriptURL(workerUrl) as string, { type: 'module' })
    const end = (settle: () => void) => {
      worker.terminate()
      settle()
    }
    worker.onmessage = ({ data }: MessageEvent<Stretched | { problem: string }>) =>
      end(() => ('problem' in data ? reject(new Error(data.problem)) : resolve(data)))
    worker.onerror = ({ message }) => end(() => reject(new Error(`the lock’s worker failed: ${message}`)))
    worker.postMessage(what)
  })
