/** Colour carries meaning: green settled, amber needs a look, red harm or missing, blue information. */
export type Tone = 'plain' | 'green' | 'amber' | 'red' | 'blue'
