/** How many facts lie on this phone, counted past the app in the browser's own storage; 0 when there is none yet. */
export async function countStored(): Promise<number> {
  const databases = await indexedDB.databases()
  const name = databases.map(({ name }) => name!).find((name) => /^antt-.*-facts$/.test(name))
  if (!name) return 0
  const database = await answer(indexedDB.open(name))
  try {
    return await answer(database.transaction('docs').objectStore('docs').count())
  } finally {
    database.close()
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}
