/** Ukrainian, joined from its areas. */
import type { Catalogue } from './en.ts'
import doors from './doors/uk.ts'
import identity, { errors as identityErrors } from './identity/uk.ts'
import shell from './shell/uk.ts'
import ui from './ui/uk.ts'
import units from './units/uk.ts'

const uk: Catalogue = { doors, errors: { identity: identityErrors }, identity, shell, ui, units }

export default uk
