import type { Page } from '@playwright/test'

/** Keeps whatever is written or deleted from now on waiting, as a slow disk does. @returns what lets it go on */
export async function holdDrafts(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('antt-drafts')
        opening.addEventListener('success', () => {
          const table = opening.result.transaction('drafts', 'readwrite').objectStore('drafts')
          let isHeld = true
          Object.assign(globalThis, { letDrafts: () => (isHeld = false) })
          // A transaction lasts as long as something is asked of it.
          const ask = () => {
            resolve()
            if (isHeld) table.count().addEventListener('success', ask)
            else opening.result.close()
          }
          table.count().addEventListener('success', ask)
        })
      })
  )
  return () => page.evaluate(() => void (globalThis as unknown as { letDrafts(): void }).letDrafts())
}

/** The unsaved forms that lie on the phone: their names, and what is kept of them, as it lies there. */
export function draftsOf(page: Page): Promise<[name: string, sealed: string][]> {
  return page.evaluate(async () => {
    const answered = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error))
      })
    // Opening a database that is not there would make it.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'antt-drafts')) return []
    const database = await answered(indexedDB.open('antt-drafts'))
    const table = database.transaction('drafts').objectStore('drafts')
    const [names, sealed] = await Promise.all([answered(table.getAllKeys()), answered(table.getAll())])
    database.close()
    return names.map((name, i): [string, string] => [name as string, sealed[i] as string])
  })
}
