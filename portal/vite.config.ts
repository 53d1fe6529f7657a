/** How the portal is built: SvelteKit behind the house's own server, pages without JavaScript unless they ask for it. */
import { fileURLToPath } from 'node:url'
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  root: here,
  plugins: [
    sveltekit({
      // PORTAL_PROTOCOL_HEADER and its like: PORT and HOST belong to the house.
      adapter: adapter({ out: `${here}build`, envPrefix: 'PORTAL_' }),
      compilerOptions: { runes: true },
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // Colours of the city and lengths of bars stand in style attributes.
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
      paths: { relative: false },
    }),
  ],
  // Fonts are files of their own: the content security policy lets no data: in.
  build: { target: 'baseline-widely-available', assetsInlineLimit: 0 },
})
