import { dedicatedWorker } from '../dedicated-worker.ts'
import workerUrl from './courier-worker.ts?worker&url'

/** The browser has no such workers, or could not load its script. */
export class WorkerFailed extends Error {}

/** Starts the courier's worker; resolves once its script runs. @throws WorkerFailed */
export function startWorker(): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new WorkerFailed('the courier has no worker'))
    try {
      const worker = dedicatedWorker(workerUrl)
      worker.addEventListener('message', () => resolve(worker), { once: true })
      worker.addEventListener('error', fail, { once: true })
    } catch {
      fail()
    }
  })
}
