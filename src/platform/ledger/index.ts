/**
 * The ledger: an append-only Merkle log of who did what, when and on what grounds. Needs the database, the clock, ids and
 * a signing key. Anyone can check it offline: hashes of RFC 6962, checkpoints and tiles of C2SP.
 */
export { createLedger, type Ledger } from './service.ts'
export { keptSigner, originOf, KEY_FILE } from './signer.ts'
export { migrations } from './migrations/index.ts'
export { ledgerLogRoutes, ledgerRoutes } from './routes.ts'
export { Consistency, Logged, Proof, type Listing, type ListPage, type NewEntry } from './types.ts'
export { canonical, canonicalMembers, inBraces, type Json, type Member } from './canonical.ts'
export { examine, type Check, type Examine, type Report } from './report.ts'
// For checking without a database.
export { checkpointText, openCheckpoint, parseCheckpoint, type Checkpoint } from './checkpoints.ts'
export { decodeLeaf, encodeLeaf, type Leaf } from './leaf.ts'
export { bytesOfBase64, Malformed } from './malformed.ts'
export { HASH_BYTES, leafHash, verifyConsistency, verifyInclusion } from './merkle.ts'
export { openNote, parseVkey, signerOf, type Signer, type Verifier } from './notes.ts'
export { parseTarHeader, paddingOf, TAR_BLOCK_BYTES } from './tar.ts'
export {
  decodeEntries,
  encodeEntries,
  grownFrom,
  holdsEntries,
  TILE_WIDTH,
  tileKey,
  tilePath,
  widthOf,
  type Tile,
  type TileId,
} from './tiles.ts'
export { createTree } from './tree.ts'
