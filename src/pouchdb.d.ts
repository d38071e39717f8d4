interface PouchPlugin {
  (pouch: unknown): void
}

declare module 'pouchdb-core' {
  /** Fields that PouchDB adds to a document. */
  export interface Meta {
    _id: string
    _rev: string
    _attachments?: Record<string, object>
  }
  export interface Database<Doc> {
    put(
      doc: Doc & Omit<Meta, '_rev'> & { _rev?: string | undefined }
    ): Promise<{ ok: true; id: string; rev: string }>
    get(id: string): Promise<Doc & Meta>
    allDocs(options: { include_docs: true }): Promise<{ rows: { doc: Doc & Meta }[] }>
    remove(doc: Doc & Meta): Promise<{ ok: true }>
    getAttachment(id: string, name: string): Promise<Blob>
    close(): Promise<void>
  }
  interface Pouch {
    new <Doc>(name: string, options: { adapter: 'idb'; auto_compaction?: boolean }): Database<Doc>
    plugin(plugin: PouchPlugin): Pouch
  }
  const PouchDB: Pouch
  export default PouchDB
}

declare module 'pouchdb-adapter-idb' {
  const plugin: PouchPlugin
  export default plugin
}
