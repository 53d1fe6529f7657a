/**
 * The only way out: requests to other people's servers, at addresses that users or other systems may have given. Nothing
 * inside the house or its network can be reached through it, and nothing it fetches can outgrow its limits.
 */
export { createNet, type Answer, type Download, type Net, type RequestOptions } from './net.ts'
export { isPublicAddress } from './addresses.ts'
