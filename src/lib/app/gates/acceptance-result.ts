export { acceptanceResult, passes, travelSecondsOf } from '#lib/domain/gates/acceptance/result.ts'
