/// <reference types="@sveltejs/kit" />

/** Version from package.json, injected by Vite. */
declare const APP_VERSION: string

/** Trusted Types, absent from TypeScript's library and some browsers. A policy returns what sinks accept as strings. */
// oxlint-disable-next-line no-var -- only a var is a property of globalThis
declare var trustedTypes: { createPolicy<Rules>(name: string, rules: Rules): Rules } | undefined
