/** Text of a user's file on a terminal. */

/** Without line breaks and what else would steer a terminal: such characters as their escapes. */
export function inOneLine(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\u2028\u2029]/gu,
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
}
