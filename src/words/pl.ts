/** Polish, joined from its areas. */
import type { Catalogue } from './en.ts'
import doors from './doors/pl.ts'
import identity, { errors as identityErrors } from './identity/pl.ts'
import shell from './shell/pl.ts'
import ui from './ui/pl.ts'
import units from './units/pl.ts'

const pl: Catalogue = { doors, errors: { identity: identityErrors }, identity, shell, ui, units }

export default pl
