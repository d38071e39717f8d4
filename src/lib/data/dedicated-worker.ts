interface TrustedTypes {
  createPolicy<Rules>(name: string, rules: Rules): Rules
}

/** Trusts scripts that the build names. The policy of the page names it. */
const constant = { createScriptURL: (path: string) => path }
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
const trusted = trustedTypes?.createPolicy('antt-threads', constant) ?? constant

/** Starts a thread of its own for a script of this build. @throws where the browser has none */
export function dedicatedWorker(scriptUrl: string): Worker {
  return new Worker(trusted.createScriptURL(scriptUrl) as string, { type: 'module' })
}
