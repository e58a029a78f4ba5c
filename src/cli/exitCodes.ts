/** How the command line ends. */

/** What was compared or checked differs. */
export const EXIT_DIFFERS = 1;
/** A broken invariant of our own. */
export const EXIT_FAILURE = 1;
/** Bad input. */
export const EXIT_BAD_INPUT = 2;
