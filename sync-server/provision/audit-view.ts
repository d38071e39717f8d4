export const auditDesignId = '_design/audit'

/**
 * The audit's view: per UTC day of the ids `[count, sum of their last 32 bits]`, so that one small response shows a phone
 * where it differs from the server. Lives in its own design document, so that a new validator rebuilds no index. Computes
 * the same sums as `domain/day-sums.ts`, in JavaScript that every engine of CouchDB runs.
 */
export const auditView = {
  views: {
    days: {
      map: `function (doc) {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(doc._id)) return
  var ms = parseInt(doc._id.slice(0, 8) + doc._id.slice(9, 13), 16)
  emit(Math.floor(ms / 86400000), [1, parseInt(doc._id.slice(-8), 16)])
}`,
      reduce: '_sum'
    }
  }
}
