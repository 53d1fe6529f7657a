/** What is written is saved by itself, and the place is chosen on a map: this page has a script. */
export const csr = true
