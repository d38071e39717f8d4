import { opaque } from './crypto/opaque.ts'
import { seal, unseal } from './crypto/seal.ts'
import type { Tab } from './tabs.ts'

/** Whoever types fast is sealed once for several letters, ms. */
const pause = 300

/**
 * Unsaved forms of one account, each sealed under its data key in an entry of its own; each tab has its own, so that
 * saving in one leaves what another holds. A full shelf keeps nothing more: what is on the screen stays there all the same.
 */
export async function openDraftShelf(account: string, key: CryptoKey, shelf: Storage, tab: Tab) {
  const prefix = `draft ${await opaque(account)} `
  const own = `${prefix}${tab.id} `
  const waiting = new Map<string, object | null>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let writing = Promise.resolve()

  /** This tab's first, then those of the tabs opened last. */
  function entries() {
    const names = Array.from({ length: shelf.length }, (_, i) => shelf.key(i)!)
    return names
      .filter((name) => name.startsWith(prefix))
      .map((name) => {
        const [of = '', ...form] = name.slice(prefix.length).split(' ')
        return { name, of, form: form.join(' ') }
      })
      .sort((a, b) => Number(b.of === tab.id) - Number(a.of === tab.id) || (a.of < b.of ? 1 : -1))
  }

  async function write() {
    const forms = [...waiting]
    waiting.clear()
    for (const [form, draft] of forms) {
      const name = own + form
      const sealed = draft && (await seal(key, prefix + form, draft))
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
    /** What this tab left, and what tabs that are closed or killed left: of each form the newest, which is its own from now on. */
    async load(): Promise<Map<string, object>> {
      const found = new Map<string, object>()
      const open = await tab.open()
      for (const { name, of, form } of entries()) {
        if (of !== tab.id && (open.has(of) || found.has(form))) continue
        const sealed = shelf.getItem(name)
        if (sealed === null) continue
        try {
          found.set(form, (await unseal(key, prefix + form, sealed)) as object)
        } catch {
          shelf.removeItem(name)
          continue
        }
        // In this order there is room for it on a full shelf.
        shelf.removeItem(name)
        shelf.setItem(own + form, sealed)
      }
      return found
    },
    /** Null: the form is saved or given up. */
    keep(form: string, draft: object | null): void {
      waiting.set(form, draft)
      // At once: a phone that dies now must not offer again what is already recorded.
      if (!draft) shelf.removeItem(own + form)
      timer ??= setTimeout(() => void flush(), pause)
    },
    flush
  }
}
