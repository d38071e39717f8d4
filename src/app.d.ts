/// <reference types="@sveltejs/kit" />

/** The version in package.json, put there by Vite. */
declare const APP_VERSION: string
