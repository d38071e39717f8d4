/** Counts the records of all accounts on this phone, past the sealed stores; null: this browser does not list them. */
export async function countRecords(): Promise<number | null> {
  if (!('databases' in indexedDB)) return null
  let records = 0
  for (const { name } of await indexedDB.databases())
    if (name && /^antt-.*-facts$/.test(name)) records += await countIn(name)
  return records
}

async function countIn(name: string): Promise<number> {
  const database = await answer(indexedDB.open(name))
  try {
    return await answer(database.transaction('docs').objectStore('docs').count())
  } finally {
    database.close()
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB gives no answer'))
  })
}
