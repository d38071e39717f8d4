/** Everything that lies in any IndexedDB of this site: as text, with the content of files as Latin-1. */
export async function everythingLying(): Promise<string> {
  const names = (await indexedDB.databases()).map(({ name }) => name!)
  return (await Promise.all(names.map(dump))).join('\n')
}

async function dump(name: string): Promise<string> {
  const database = await answered(indexedDB.open(name))
  const tables = [...database.objectStoreNames]
  const rows = await Promise.all(
    tables.map((table) => answered(database.transaction(table).objectStore(table).getAll()))
  )
  database.close()
  const files = await Promise.all(blobsIn(rows).map(latin1))
  return [name, JSON.stringify(rows), ...files].join(' ')
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}

function blobsIn(value: unknown): Blob[] {
  if (value instanceof Blob) return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(blobsIn) : []
}

async function latin1(blob: Blob): Promise<string> {
  return new TextDecoder('latin1').decode(await blob.arrayBuffer())
}
