/** What is made anew only when what it is made of has changed. */

/** @returns the same function, which gives its last result where it gets the very arguments of its last call. */
export function remembered<From extends readonly unknown[], Made>(
  make: (...from: From) => Made,
): (...from: From) => Made {
  let last: { readonly from: From; readonly made: Made } | undefined;
  return (...from) => {
    if (last?.from.length !== from.length || from.some((each, i) => !Object.is(each, last?.from[i])))
      last = { from, made: make(...from) };
    return last.made;
  };
}
