/** Forms that bring a file, read as they come in. Knows no framework: pages read them as well as the API. */
export { readUpload, type Brought, type Takes } from './uploads.ts'
export { createResumable, refuse as refuseUpload, type Resumable } from './resumable.ts'
