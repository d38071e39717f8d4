import { opaque } from './crypto/opaque.ts'
import { seal, unseal } from './crypto/seal.ts'

/** Whoever types fast is sealed once for several letters, ms. */
const pause = 300

/**
 * Unsaved forms of one account, each sealed under its data key in an entry of its own, so that two tabs do not
 * overwrite each other's. A full shelf keeps nothing more: what is on the screen stays there all the same.
 */
export async function openDraftShelf(account: string, key: CryptoKey, shelf: Storage) {
  const prefix = `draft ${await opaque(account)} `
  const waiting = new Map<string, object | null>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing = Promise.resolve()

  async function write() {
    const forms = [...waiting]
    waiting.clear()
    for (const [form, draft] of forms) {
      const name = prefix + form
      const sealed = draft && (await seal(key, name, draft))
      // Something newer may have been put there meanwhile.
      if (waiting.has(form)) continue
      try {
        if (sealed) shelf.setItem(name, sealed)
        else shelf.removeItem(name)
      } catch {
        // Full.
      }
    }
  }
  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    return (writing = writing.then(write))
  }

  return {
    async load(): Promise<Map<string, object>> {
      const names = Array.from({ length: shelf.length }, (_, i) => shelf.key(i)!)
      const found = new Map<string, object>()
      for (const name of names.filter((name) => name.startsWith(prefix)))
        try {
          found.set(name.slice(prefix.length), (await unseal(key, name, shelf.getItem(name)!)) as object)
        } catch {
          shelf.removeItem(name)
        }
      return found
    },
    /** Null: the form is saved or given up. */
    keep(form: string, draft: object | null): void {
      waiting.set(form, draft)
      // At once: a phone that dies now must not offer again what is already recorded.
      if (!draft) shelf.removeItem(prefix + form)
      timer ??= setTimeout(() => void flush(), pause)
    },
    flush
  }
}
