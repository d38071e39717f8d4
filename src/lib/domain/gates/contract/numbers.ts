import * as v from 'valibot'

/** 0, 1, 2 … */
export const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Unix ms. */
export const instant = whole
