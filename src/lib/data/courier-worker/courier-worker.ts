/// <reference lib="webworker" />
import { expose } from 'comlink'
import { CourierHost } from './courier-host.ts'

declare const self: DedicatedWorkerGlobalScope

expose(new CourierHost(), self)
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's page takes no target origin
self.postMessage('ready')
