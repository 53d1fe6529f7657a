/** The map is moved by hand and follows what happens: this page has a script. */
export const csr = true
