/** Files are sent in pieces from here, so that a line that breaks costs no more than a piece: this page has a script. */
export const csr = true
