interface PouchPlugin {
  (pouch: unknown): void
}

declare module 'pouchdb-core' {
  interface Pouch {
    new (
      name: string,
      options: { adapter: 'idb' }
    ): { replicate: { from(url: string): Promise<{ docs_written: number }> } }
    plugin(plugin: PouchPlugin): Pouch
  }
  const PouchDB: Pouch
  export default PouchDB
}

declare module 'pouchdb-adapter-http' {
  const plugin: PouchPlugin
  export default plugin
}

declare module 'pouchdb-adapter-idb' {
  const plugin: PouchPlugin
  export default plugin
}

declare module 'pouchdb-replication' {
  const plugin: PouchPlugin
  export default plugin
}
