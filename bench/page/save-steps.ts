/** When each step of a save ended, ms since the start of the navigation. */
export interface SaveSteps {
  tapped: number
  signed: number
  sealed: number
  written: number
  inPage: number
  /** When the form that lay over the line had gone. */
  uncovered: number
  shown: number
}

interface Step {
  what: 'sign' | 'encrypt' | 'facts'
  began: number
  ended: number
}

let steps: Step[] = []

const note = (what: Step['what'], began: number) => void steps.push({ what, began, ended: performance.now() })

/** Notes from outside what the page asks of WebCrypto and IndexedDB: the app knows nothing of it. */
export function noteSteps(): void {
  for (const what of ['sign', 'encrypt'] as const) {
    const asked = SubtleCrypto.prototype[what] as (...parts: unknown[]) => Promise<ArrayBuffer>
    SubtleCrypto.prototype[what] = async function (this: SubtleCrypto, ...parts: unknown[]) {
      const began = performance.now()
      const answer = await asked.apply(this, parts)
      note(what, began)
      return answer
    } as never
  }
  const begin = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const transaction = begin.call(this, stores, mode, options)
    const began = performance.now()
    if (this.name.endsWith('-facts') && mode === 'readwrite')
      transaction.addEventListener('complete', () => note('facts', began))
    return transaction
  }
}

/** Forgets the steps of earlier saves. */
export const forgetSteps = (): void => void (steps = [])

/** Picks the steps of the save that a tap began. */
export function stepsOf(seen: Pick<SaveSteps, 'tapped' | 'inPage' | 'uncovered' | 'shown'>): SaveSteps {
  const { tapped, shown } = seen
  const after = (what: Step['what'], since: number) =>
    steps.find((step) => step.what === what && step.began >= since && step.ended <= shown)?.ended ?? NaN
  const signed = after('sign', tapped)
  const sealed = after('encrypt', signed)
  return { ...seen, signed, sealed, written: after('facts', sealed) }
}
