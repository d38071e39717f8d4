/** Colour means something: green settled, amber look at it, red harm or missing, blue information. */
export type Tone = 'plain' | 'green' | 'amber' | 'red' | 'blue'
