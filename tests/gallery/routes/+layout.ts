export { load, prerender, ssr } from '../../../src/routes/+layout.ts'
