/** How far a survey of a frame’s variables looks. */
export const SURVEY_LIMITS = {
  /** Steps from the frame: 4 find the dW of `this.layers[0].dense.dW`. */
  depth: 5,
  /** Single numbers, of which a program is full, are looked for less far: 3 find the db of `layers[0].db`. */
  scalarDepth: 3,
  /** Values in all: a frame may hold a whole program. */
  visited: 20_000,
  /** Arrays in all: more are no choice for a person. */
  arrays: 1000,
  /** Entries of one object or collection. */
  items: 256,
  /** Numbers of a list, each of which is looked at: arrays of a type of their own have no such limit. */
  numbers: 2 ** 22,
} as const;
