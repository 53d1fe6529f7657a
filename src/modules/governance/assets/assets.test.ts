/** The register of assets: versions, who may write it, what the pack says and what people changed since. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, visitor, type Actor } from '#platform/actor'
import { analyst, asset, officer, openGovernance, steward, three, type TestGovernance } from '../testing.ts'

let house: TestGovernance
beforeAll(async () => {
  house = await openGovernance()
})
afterAll(() => house.close())

const code = (code: string) => expect.objectContaining({ code: `governance.${code}` })
const loader = system('city-pack')

test('an asset is said, changed by who saw its newest version, and ended; every version stays', async () => {
  const { assets } = house
  await assets.add(steward, asset('trees'), 'the register of greenery')
  await expect(assets.add(steward, asset('trees'), 'again')).rejects.toEqual(code('assetExists'))
  const { slug, ...draft } = asset('trees', { steward: 'Head of greenery' })
  expect(await assets.change(steward, slug, draft, 1, 'a new head')).toMatchObject({ version: 2 })
  await expect(assets.change(steward, slug, draft, 2, 'the same')).rejects.toEqual(code('assetUnchanged'))
  await expect(assets.change(steward, slug, draft, 1, 'too late')).rejects.toEqual(code('assetConflict'))
  await assets.end(steward, slug, 2, 'given to the forests')
  await expect(assets.change(steward, slug, draft, 3, 'after its end')).rejects.toEqual(code('assetEnded'))
  expect((await assets.versions(slug)).map(({ version, ended }) => [version, ended])).toEqual([
    [3, true],
    [2, false],
    [1, false],
  ])
  expect((await assets.list()).map((one) => one.slug)).not.toContain('trees')
  await expect(assets.versions('nothing')).rejects.toEqual(code('unknownAsset'))
})

test('only who keeps the register writes it, a department its own; everybody reads it, without names of accounts', async () => {
  const { assets } = house
  for (const actor of [analyst, officer]) {
    await expect(assets.add(actor, asset('roads'), 'new')).rejects.toMatchObject({ code: 'forbidden' })
  }
  await expect(assets.add(visitor, asset('roads'), 'new')).rejects.toMatchObject({ status: 401 })
  const [ours, theirs] = ['01890a5d-ac96-774b-bcce-b302099a8057', '01890a5d-ac96-774b-bcce-b302099a8058']
  const department: Actor = {
    ...{ id: 'department', kind: 'person' },
    can: (permission, organisationId) => permission === 'governance.assets' && organisationId === ours,
  }
  const { slug, ...draft } = asset('roads', { organisationId: ours })
  await assets.add(department, { slug, ...draft }, 'new')
  await expect(assets.add(department, asset('rails'), 'new')).rejects.toMatchObject({ code: 'forbidden' })
  const moved = assets.change(department, slug, { ...draft, organisationId: theirs }, 1, 'given away')
  await expect(moved).rejects.toMatchObject({ code: 'forbidden' })
})

test('what is not public by its class is not open as a whole', async () => {
  const open = asset('voters', { securityClass: 'personal' })
  await expect(house.assets.add(steward, open, 'new')).rejects.toEqual(code('assetOpenness'))
})

test('the pack adds and renews its assets; what people changed since stays', async () => {
  const { assets } = house
  const load = (...drafts: Parameters<typeof assets.load>[1]) => assets.load(loader, drafts, 'city pack')
  await load(asset('budget'), asset('monuments'))
  await load(asset('budget'), asset('monuments'))
  expect(await assets.versions('budget')).toHaveLength(1)
  const { slug, ...draft } = asset('budget', { steward: 'The treasurer' })
  await assets.change(steward, slug, draft, 1, 'by name of office')
  await load(asset('budget'), asset('monuments', { holder: three('The conservator') }))
  expect((await assets.versions('budget'))[0]).toMatchObject({ version: 2, steward: 'The treasurer' })
  expect((await assets.versions('monuments'))[0]).toMatchObject({ version: 2, holder: { en: 'The conservator' } })
})
