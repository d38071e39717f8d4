declare module 'pouchdb-core' {
  interface Database<Doc> {
    replicate: { from(url: string): Promise<{ docs_written: number }> }
  }
}

declare module 'pouchdb-adapter-http' {
  const plugin: PouchPlugin
  export default plugin
}

declare module 'pouchdb-replication' {
  const plugin: PouchPlugin
  export default plugin
}
