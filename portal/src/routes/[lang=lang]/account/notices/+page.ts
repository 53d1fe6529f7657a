/** A browser is asked by a script whether it may show notices; everything else here works without. */
export const csr = true
