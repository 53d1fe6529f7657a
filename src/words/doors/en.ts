/** doors */
export default { promises: '' }
