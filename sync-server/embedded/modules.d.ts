declare module 'express-pouchdb' {
  import type { RequestHandler } from 'express'
  import type { Pouch } from 'pouchdb'

  export interface CouchApp extends RequestHandler {
    couchConfig: { registerDefault(section: string, key: string, value: unknown): void }
    setPouchDB(pouch: Pouch): Promise<unknown>
  }
  export default function expressPouch(options: {
    mode: 'custom'
    inMemoryConfig: boolean
    logPath: string
    overrideMode: { include: string[] }
  }): CouchApp
}

declare module 'pouchdb' {
  export interface Database {
    info(): Promise<unknown>
    get(id: string): Promise<{ security?: { members?: { roles?: string[] } } }>
    allDocs(range: { startkey: string; skip: number; limit: number }): Promise<{ rows: { id: string }[] }>
    query(view: string, options: Record<string, unknown>): Promise<unknown>
    readonly name: string
    _compact(options: object, told: (problem: unknown, answer?: unknown) => void): void
    close(): Promise<void>
  }
  export interface Pouch {
    new (name: string): Database
    prototype: Database
    defaults(options: { prefix: string; db: unknown }): Pouch
    on(event: 'created', listener: (name: string) => void): void
    allDbs(callback?: (problem: unknown, names: string[]) => void): Promise<string[]>
  }
  const PouchDB: Pouch
  export default PouchDB
}

declare module 'crypto-lite' {
  const lite: {
    crypto: { pbkdf2(password: string, salt: string, iterations: number, bytes: number): string }
  }
  export default lite
}

declare module 'couchdb-eval' {
  /** A text, or more parts by name. */
  export type DesignPart = string | { [name: string]: DesignPart }
  const coucheval: {
    evaluate(design: DesignPart, more: object, text: string): unknown
  }
  export default coucheval
}

declare module 'leveldown' {
  export interface Files {
    del(key: Buffer, done: (problem?: Error) => void): void
    compactRange(from: Buffer, to: Buffer, done: (problem?: Error) => void): void
  }
  export default function leveldown(path: string): Files
}
