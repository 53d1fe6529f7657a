/** The network's migrations, in order. */
import type { Migration } from '#platform/db'
import { up as keys } from './0001_keys.ts'
import { up as statements } from './0002_statements.ts'
import { up as federation } from './0003_federation.ts'
import { up as peers } from './0004_peers.ts'
import { up as received } from './0005_received.ts'
import { up as ties } from './0006_ties.ts'
import { up as enquiries } from './0007_enquiries.ts'
import { up as posts } from './0010_posts.ts'
import { up as answers } from './0011_answers.ts'
import { up as offers } from './0012_offers.ts'
import { up as sources } from './0013_sources.ts'
import { up as exchange } from './0015_exchange.ts'
import { up as following } from './0022_following.ts'
import { up as requests } from './0023_requests.ts'
import { up as keysOfPeers } from './0024_keys_of_peers.ts'
import { up as receivedAtScale } from './0025_received_at_scale.ts'
import { up as entered } from './0026_entered.ts'
import { up as whole } from './0027_whole.ts'
import { up as anew } from './0028_anew.ts'
import { up as formerNames } from './0028_former_names.ts'
import { up as withdrawals } from './0031_withdrawals.ts'
import { up as letters } from './0033_letters.ts'
import { up as askedAgain } from './0037_asked_again.ts'
import { up as moves } from './0034_moves.ts'
import { up as visits } from './0038_visits.ts'
import { up as released } from './0035_released.ts'

export const migrations: Migration[] = [
  { module: 'network', name: '0001_keys', up: keys },
  { module: 'network', name: '0002_statements', up: statements },
  { module: 'network', name: '0003_federation', up: federation },
  { module: 'network', name: '0004_peers', up: peers },
  { module: 'network', name: '0005_received', up: received },
  { module: 'network', name: '0006_ties', up: ties },
  { module: 'network', name: '0007_enquiries', up: enquiries },
  { module: 'network', name: '0010_posts', up: posts },
  { module: 'network', name: '0011_answers', up: answers },
  { module: 'network', name: '0012_offers', up: offers },
  { module: 'network', name: '0013_sources', up: sources },
  { module: 'network', name: '0015_exchange', up: exchange },
  { module: 'network', name: '0022_following', up: following },
  { module: 'network', name: '0023_requests', up: requests },
  { module: 'network', name: '0024_keys_of_peers', up: keysOfPeers },
  { module: 'network', name: '0025_received_at_scale', up: receivedAtScale },
  { module: 'network', name: '0026_entered', up: entered },
  { module: 'network', name: '0027_whole', up: whole },
  { module: 'network', name: '0028_anew', up: anew },
  { module: 'network', name: '0028_former_names', up: formerNames },
  { module: 'network', name: '0031_withdrawals', up: withdrawals },
  { module: 'network', name: '0033_letters', up: letters },
  { module: 'network', name: '0037_asked_again', up: askedAgain },
  { module: 'network', name: '0034_moves', up: moves },
  { module: 'network', name: '0038_visits', up: visits },
  { module: 'network', name: '0035_released', up: released },
]
