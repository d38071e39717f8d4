/// <reference types="@sveltejs/kit" />

/** Version from package.json, injected by Vite. */
declare const APP_VERSION: string
