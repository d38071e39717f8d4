export { acceptanceResult, passes } from '#lib/domain/gates/acceptance/result.ts'
