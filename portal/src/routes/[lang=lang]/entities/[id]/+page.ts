/** Values and charts follow what happens: this page has a script. */
export const csr = true
