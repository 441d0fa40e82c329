/** All properties derive from the seed of the run, which `npm test` prints. */
const seed = process.env['PALM_SEED']
if (seed !== undefined) require('fast-check').configureGlobal({ seed: Number(seed) })
