/**
 * Files as they came, kept by their SHA-256: the same bytes are kept once, under a name that anyone can recompute, and are
 * never replaced. A file is either whole and on the disk, or not there.
 */
export { createFiles, refuse as refuseFile, type Files, type Kept } from './files.ts'
