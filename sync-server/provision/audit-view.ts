export const auditDesignId = '_design/audit'

/**
 * By UTC day of the ids' times, `[how many, sum of their last 32 bits]`: a phone sees in one small answer where it and
 * the server differ. A design document of its own, so that a new validator rebuilds no index; the same sums as
 * `domain/day-sums.ts`, in the oldest JavaScript that a CouchDB knows.
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
