/** A passkey is made by the browser itself, which takes a script; everything else here works without. */
export const csr = true
