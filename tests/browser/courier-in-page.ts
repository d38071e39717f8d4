/** Runs in the page: the browser has no worker for the courier, which works in the page then. */
export function courierInPage(): void {
  const Real = Worker
  globalThis.Worker = class extends Real {
    constructor(url: string | URL, options?: WorkerOptions) {
      if (String(url).includes('courier-worker')) throw new Error('no module workers')
      super(url, options)
    }
  }
}
