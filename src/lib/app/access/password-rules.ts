export { minPassword, weaknessOf } from '#lib/domain/access/password-change.ts'
