/**
 * One byte of every sealed photo on this phone becomes another, as on a memory card that wears out. All it needs is in
 * it: a test hands it to a page as it is.
 */
export async function spoilPhotos(): Promise<number> {
  const files = 'attach-store'
  const answered = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error))
    })
  async function changed(blob: Blob): Promise<Blob> {
    const bytes = new Uint8Array(await blob.arrayBuffer())
    bytes[bytes.length >> 1]! ^= 1
    return new Blob([bytes], { type: blob.type })
  }
  async function spoil(name: string): Promise<number> {
    const database = await answered(indexedDB.open(name))
    const all = (await answered(database.transaction(files).objectStore(files).getAll())) as { body: Blob }[]
    const spoilt = await Promise.all(all.map(async (file) => ({ ...file, body: await changed(file.body) })))
    const store = database.transaction(files, 'readwrite').objectStore(files)
    await Promise.all(spoilt.map((file) => answered(store.put(file))))
    database.close()
    return spoilt.length
  }
  const names = (await indexedDB.databases()).map(({ name }) => name!)
  const counts = await Promise.all(names.filter((name) => name.includes('antt-photos')).map(spoil))
  return counts.reduce((sum, count) => sum + count, 0)
}

/** One letter of every such sealed record on this phone becomes another; a test hands it to a page as it is. */
export async function spoilRecords(such: { sync?: string; type?: string }): Promise<number> {
  const answered = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error))
    })
  const changed = (body: string) => `${body.slice(0, 20)}${body[20] === 'A' ? 'B' : 'A'}${body.slice(21)}`
  async function spoil(name: string): Promise<number> {
    const database = await answered(indexedDB.open(name))
    const counts = [...database.objectStoreNames].map(async (table) => {
      const store = database.transaction(table, 'readwrite').objectStore(table)
      const rows = (await answered(store.getAll())) as { sync?: string; type?: string; body: string }[]
      const found = rows.filter(
        ({ sync, type }) => sync && (such.sync ?? sync) === sync && (such.type ?? type) === type
      )
      await Promise.all(found.map((row) => answered(store.put({ ...row, body: changed(row.body) }))))
      return found.length
    })
    const found = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
    database.close()
    return found
  }
  const names = (await indexedDB.databases()).map(({ name }) => name!)
  return (await Promise.all(names.map(spoil))).reduce((sum, count) => sum + count, 0)
}
