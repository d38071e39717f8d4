import type { Change } from './bundle.ts'

const data = 'src/lib/data'

/** Sets pages, batches and slices so small that even a short history often ends in the middle of one. */
export const smallSizes: readonly Change[] = [
  { file: `${data}/courier/pull.ts`, find: 'pageLength = 1_000', put: 'pageLength = 6' },
  { file: `${data}/courier/push.ts`, find: 'stride = 400', put: 'stride = 7' },
  {
    file: `${data}/courier/batches.ts`,
    find: 'count: 200, bytes: 512 * 1024',
    put: 'count: 4, bytes: 3_000'
  },
  { file: `${data}/courier/audit/ask.ts`, find: 'idsAtOnce = 2_000', put: 'idsAtOnce = 5' },
  { file: `${data}/courier/audit/heal.ts`, find: 'stride = 200', put: 'stride = 3' },
  { file: `${data}/store/inventory.ts`, find: 'stride = 500', put: 'stride = 4' },
  { file: `${data}/store/inbox.ts`, find: 'slice = 250', put: 'slice = 3' }
]
