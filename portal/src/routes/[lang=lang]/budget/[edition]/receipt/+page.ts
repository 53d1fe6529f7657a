/** The browser itself compares and counts: this page has a script. */
export const csr = true
