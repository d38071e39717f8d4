import * as v from 'valibot'

/** 0, 1, 2 … */
export const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Unix ms, until the year 9999: no later time has a text that facts admit. */
export const instant = v.pipe(whole, v.maxValue(Date.UTC(9999, 11, 31)))
