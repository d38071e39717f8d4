import type { Page } from '@playwright/test'

/** The unsaved forms that lie on the phone: their names, and what is kept of them, as it lies there. */
export function draftsOf(page: Page): Promise<[name: string, sealed: string][]> {
  return page.evaluate(async () => {
    const answered = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(request.error))
      })
    // Who opens what is not there makes it.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'antt-drafts')) return []
    const database = await answered(indexedDB.open('antt-drafts'))
    const table = database.transaction('drafts').objectStore('drafts')
    const [names, sealed] = await Promise.all([answered(table.getAllKeys()), answered(table.getAll())])
    database.close()
    return names.map((name, i): [string, string] => [name as string, sealed[i] as string])
  })
}
